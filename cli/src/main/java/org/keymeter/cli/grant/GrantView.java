package org.keymeter.cli.grant;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keymeter.card.grant.GrantDescription;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;

/**
 * A request or a grant, as the library describes it.
 *
 * @param file where it was written, or read from
 * @param description of what is in it
 */
record GrantView(String file, GrantDescription description) implements View {
    @Override
    public void describe(Page page) {
        description.lines().forEach(page::line);
        page.line("file: " + file);
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file);
        fields.putAll(description.fields());
        return fields;
    }
}
