package org.keymeter.cli.report;

import java.util.Map;
import org.keymeter.card.audit.UsageReport;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;

/** A usage report that was signed by the card, as the library describes it. */
public record ReportView(UsageReport report) implements View {
    @Override
    public void describe(Page page) {
        page.line("A report signed by the card:");
        report.lines().forEach(page::line);
        page.line("nonce " + report.nonce().toHex());
    }

    @Override
    public Map<String, Object> json() {
        return report.fields();
    }
}
