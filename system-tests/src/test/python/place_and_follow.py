"""Places orders with the generated client, waits until they are settled, and reads the timeline
of a cancelled one. Usage: place_and_follow.py URL, with the client on PYTHONPATH."""

import sys
import uuid

import quadrille_client as quadrille


def main(url):
    configuration = quadrille.Configuration(host=url, username="alice", password="alice-secret")
    with quadrille.ApiClient(configuration) as client:
        token = quadrille.Oauth2Api(client).issue_token(grant_type="client_credentials")
        configuration.access_token = token.access_token
        orders = quadrille.OrdersApi(client)
        follow_a_confirmed_order(orders)
        follow_a_cancelled_order(orders)


def follow_a_confirmed_order(orders):
    order = settled(orders, "pm_ok")
    expect(order.status, "CONFIRMED")
    expect(
        [type(event) for event in timeline(orders, order)],
        [
            quadrille.OrderPlacedEvent,
            quadrille.StockReservedEvent,
            quadrille.PaymentChargedEvent,
            quadrille.ShipmentBookedEvent,
            quadrille.OrderConfirmedEvent,
        ],
    )
    print(order.status)


def follow_a_cancelled_order(orders):
    order = settled(orders, "pm_declined")
    expect(order.status, "CANCELLED")
    events = timeline(orders, order)
    expect(
        [type(event) for event in events],
        [
            quadrille.OrderPlacedEvent,
            quadrille.StockReservedEvent,
            quadrille.PaymentDeclinedEvent,
            quadrille.OrderCancelledEvent,
            quadrille.StockReleasedEvent,
        ],
    )
    cancelled = events[3].data
    expect(type(cancelled), quadrille.OrderCancelled)
    expect(cancelled.reason, "PAYMENT_DECLINED")
    expect(cancelled.total, order.total)
    print(f"{order.status}: {cancelled.reason}")


def settled(orders, method):
    accepted = orders.place_order(
        idempotency_key=str(uuid.uuid4()), place_order_request=purchase(method)
    )
    order = orders.read_order(id=accepted.order_id, prefer="wait=30")
    expect(order.settled, True)
    return order


def timeline(orders, order):
    return [event.actual_instance for event in orders.read_timeline(id=order.order_id).events]


def purchase(method):
    return quadrille.PlaceOrderRequest(
        items=[quadrille.PlaceOrderRequestItem(sku="ESPRESSO-MACHINE", quantity=1)],
        payment=quadrille.PlaceOrderRequestPayment(method=method),
        ship_to=quadrille.PlaceOrderRequestShipTo(
            name="Alice", street="Ring 1", city="Vienna", postal_code="1010", country="AT"
        ),
    )


def expect(actual, expected):
    if actual != expected:
        raise SystemExit(f"expected {expected}, but was {actual}")


if __name__ == "__main__":
    main(sys.argv[1])
