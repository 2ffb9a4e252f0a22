package dev.quadrille.order.web;

import static dev.quadrille.testsupport.samples.Samples.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.order.application.PlaceOrder;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.idempotency.IdempotencyKey;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.platform.problem.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PlaceOrderMapperTest {

    private static final JsonMapper JSON =
            FlowJson.registerValueTypes(JsonMapper.builder()).build();
    private static final String BODY =
            """
            {"items":[{"sku":"TRAVEL-MUG","quantity":2},{"sku":"TAMPER","quantity":1}],
             "payment":{"method":"pm_ok"},
             "shipTo":{"name":"Alice","street":"Ring 1","city":"Vienna","postalCode":"1010","country":"AT"}}
            """;

    @Test
    void mergesLinesOfTheSameSku() {
        assertThat(command(BODY.replace("TAMPER", "TRAVEL-MUG")).cart().items())
                .isEqualTo(Map.of(new Sku("TRAVEL-MUG"), new Quantity(3)));
    }

    @Test
    void acceptsUpTo999OfASkuInTotal() {
        String maximum = BODY.replace("TAMPER", "TRAVEL-MUG").replace(":2}", ":998}");
        assertThat(command(maximum).cart().items())
                .isEqualTo(Map.of(new Sku("TRAVEL-MUG"), new Quantity(999)));
    }

    @Test
    void rejectsMoreThan999OfASkuInTotal() {
        String excess = BODY.replace("TAMPER", "TRAVEL-MUG").replace(":2}", ":999}");
        assertThat(problem(excess).getBody().getStatus()).isEqualTo(400);
    }

    @Test
    void rejectsAnUnknownPaymentMethod() {
        assertThat(problem(BODY.replace("pm_ok", "pm_gold")).getBody().getStatus()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                { "shipTo" : { "country":"AT", "postalCode":"1010", "city":"Vienna",
                               "street":"Ring 1", "name":"Alice" },
                  "payment" : { "method" : "pm_ok" },
                  "items" : [ { "quantity":2, "sku":"TRAVEL-MUG" },
                              { "quantity":1, "sku":"TAMPER" } ] }
                """,
                """
                {"items":[{"sku":"TRAVEL-MUG","quantity":2},{"sku":"T\\u0041MPER","quantity":1}],\
                "payment":{"method":"pm_ok"},"shipTo":{"name":"Alice","street":"Ring 1",\
                "city":"Vienna","postalCode":"1010","country":"AT"}}\
                """
            })
    void hashesTheContentOfTheRequestAndNotItsFormat(String equivalent) {
        assertThat(command(equivalent).request().hash()).isEqualTo(command(BODY).request().hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAMPER", ":2}", "pm_ok", "Alice", "Ring 1", "Vienna", "1010", "AT"})
    void hashesEveryPartOfTheRequest(String part) {
        String other = Map.of("pm_ok", "pm_slow", "AT", "DE", ":2}", ":3}").getOrDefault(part, "X");
        assertThat(command(BODY.replaceFirst(part.replace("}", "\\}"), other)).request().hash())
                .isNotEqualTo(command(BODY).request().hash());
    }

    private static Problem problem(String body) {
        Problem[] thrown = new Problem[1];
        assertThatThrownBy(() -> command(body))
                .isInstanceOfSatisfying(Problem.class, it -> thrown[0] = it);
        return thrown[0];
    }

    private static PlaceOrder.Command command(String body) {
        PlaceOrderRequest request = JSON.readValue(body, PlaceOrderRequest.class);
        return PlaceOrderMapper.of(
                request,
                IdempotentRequest.of(
                        ALICE.value(),
                        new IdempotencyKey("key"),
                        JSON.writeValueAsString(request)));
    }
}
