package org.keymeter.applet.subset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small package and what Oracle's converter (kit 25.1, target 3.0.4) said of it.
 *
 * @param release the Java release it was compiled for
 * @param files path to source text; the package converted was {@code t}
 */
record Snippet(String name, int release, boolean converts, Map<String, String> files) {
    /** Reads {@code converter-verdicts.json}: an array of objects with name, level, converts, why and files. */
    static List<Snippet> readAll() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        try (InputStream in = Snippet.class.getResourceAsStream("/converter-verdicts.json");
                JsonParser json = new JsonFactory().createParser(in)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                snippets.add(readOne(json));
            }
        }
        return snippets;
    }

    private static Snippet readOne(JsonParser json) throws IOException {
        String name = "";
        int release = 0;
        boolean converts = false;
        Map<String, String> files = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = json.getText();
                case "level" -> release = json.getIntValue();
                case "converts" -> converts = json.getBooleanValue();
                case "files" -> {
                    while (json.nextToken() != JsonToken.END_OBJECT) {
                        files.put(json.currentName(), json.nextTextValue());
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new Snippet(name, release, converts, files);
    }

    @Override
    public String toString() {
        return name;
    }
}
