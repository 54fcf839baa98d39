package org.keymeter.cli.terminal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Writes records as JSON objects: a member per component, in their order, null for what is absent. */
public final class JsonViews {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonViews() {}

    /**
     * @param view a record or a map
     * @return indented, ends with a newline
     */
    public static String write(Object view) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            writeValue(json, view);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text + "\n";
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        Object present = unwrap(value);
        if (present == null) {
            json.writeNull();
        } else if (present instanceof Record view) {
            writeObject(json, view);
        } else if (present instanceof Map<?, ?> members) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                json.writeFieldName(member.getKey().toString());
                writeValue(json, member.getValue());
            }
            json.writeEndObject();
        } else if (present instanceof Collection<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                writeValue(json, item);
            }
            json.writeEndArray();
        } else if (present instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (present instanceof Integer || present instanceof Long) {
            json.writeNumber(((Number) present).longValue());
        } else {
            json.writeString(present.toString());
        }
    }

    private static Object unwrap(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        return value;
    }

    private static void writeObject(JsonGenerator json, Record view) throws IOException {
        json.writeStartObject();
        for (RecordComponent component : view.getClass().getRecordComponents()) {
            json.writeFieldName(component.getName());
            writeValue(json, read(component, view));
        }
        json.writeEndObject();
    }

    private static Object read(RecordComponent component, Record view) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(view);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
