package dev.quadrille.messaging.audit;

import java.util.UUID;

/// What one source has recorded about an order.
///
/// @param state as text, for people
/// @param kept whether the order keeps something here: stock, money, a shipment
/// @param open whether the record is not final
/// @param amount in minor units; 0 if the source records none
/// @param age the seconds since the record changed; 0 if the source does not record it
public record AuditedOrder(
        UUID orderId, String state, boolean kept, boolean open, long amount, long age) {}
