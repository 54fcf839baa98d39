package org.keymeter.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.file.PrintableText;

/**
 * The one that prints: results on standard output, remarks and what went wrong on standard error. As JSON either has one
 * object and nothing else: what was remarked before stands in it as "notices".
 */
public final class Output {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean isJson;
    private final List<String> notices = new ArrayList<>();
    private boolean isReported;

    public Output(PrintStream out, PrintStream err, boolean isJson) {
        this.out = out;
        this.err = err;
        this.isJson = isJson;
    }

    public boolean isJson() {
        return isJson;
    }

    public void print(View view) {
        write(render(view).getBytes(StandardCharsets.UTF_8));
    }

    /** What went wrong, on standard error: the first, and what comes of it is not told. */
    public synchronized void report(View failure) {
        if (isReported) {
            return;
        }
        isReported = true;
        err.print(render(failure));
        err.flush();
    }

    /** Bytes that the command is there to produce. */
    public void write(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** A sentence that is no result: what was chosen, what to beware of. */
    public synchronized void remark(String sentence) {
        if (isJson) {
            notices.add(sentence);
            return;
        }
        err.println(PrintableText.of(sentence));
        err.flush();
    }

    private synchronized String render(View view) {
        if (isJson) {
            String text = JsonViews.write(view.json(), notices);
            notices.clear();
            return text;
        }
        Page page = new Page();
        view.describe(page);
        return page.toString();
    }
}
