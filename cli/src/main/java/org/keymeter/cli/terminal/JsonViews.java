package org.keymeter.cli.terminal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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
     * @param notices its last member
     * @return indented, ends with a newline
     */
    public static String write(Object view, List<String> notices) {
        Map<String, Object> members = members(view);
        members.put("notices", notices);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            writeValue(json, members);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text + "\n";
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        Object present = unwrap(value);
        if (present == null) {
            json.writeNull();
        } else if (present instanceof Record || present instanceof Map) {
            json.writeStartObject();
            for (Map.Entry<String, Object> member : members(present).entrySet()) {
                json.writeFieldName(member.getKey());
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

    /** @param view a record or a map */
    private static Map<String, Object> members(Object view) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (view instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(name.toString(), member));
        } else {
            for (RecordComponent component : view.getClass().getRecordComponents()) {
                members.put(component.getName(), read(component, view));
            }
        }
        return members;
    }

    private static Object read(RecordComponent component, Object view) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(view);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
