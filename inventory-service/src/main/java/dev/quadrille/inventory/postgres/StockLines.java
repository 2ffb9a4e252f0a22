package dev.quadrille.inventory.postgres;

import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.value.StockLine;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/// Lines as JSON in one column: they are only ever read and written together.
@Converter
class StockLines implements AttributeConverter<List<StockLine>, String> {

    private static final TypeReference<List<StockLine>> LINES = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(List<StockLine> lines) {
        return FlowJson.MAPPER.writeValueAsString(lines);
    }

    @Override
    public List<StockLine> convertToEntityAttribute(String json) {
        return FlowJson.MAPPER.readValue(json, LINES);
    }
}
