package org.keymeter.cli.failure;

import java.util.OptionalInt;
import org.keymeter.card.GrantRefusal;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;

/**
 * Why a command did not do what it was asked.
 *
 * @param exit what the shell is told
 * @param happened a sentence
 * @param likelyCause a sentence, or empty
 * @param remedy a sentence that says what to do next, or empty
 * @param code short and stable, for a user to quote; starts with "KM-"
 */
public record Failure(ExitCode exit, String happened, String likelyCause, String remedy, String code) implements View {
    /** The command line itself is wrong or lacks something. */
    public static Failure usage(String happened, String remedy) {
        return new Failure(ExitCode.USAGE, happened, "", remedy, "KM-L1");
    }

    /** A person was asked, and did not consent. */
    public static Failure declined() {
        return new Failure(ExitCode.FAILED, "Nothing was done.", "The answer was not the one asked for.", "", "KM-L7");
    }

    /** By Ctrl-C or another signal, between two commands to the card. */
    public static Failure stopped(String remedy) {
        return new Failure(ExitCode.STOPPED, "It was stopped.", "", remedy, "KM-L11");
    }

    /** It was to stop, and the command to the card does not end. */
    public static Failure givenUp() {
        return new Failure(
                ExitCode.STOPPED,
                "It was stopped, and what it was at did not end; it was given up.",
                "The card or its reader hangs.",
                "Take the card out and insert it again, then look what was done: 'keymeter card status'.",
                "KM-L12");
    }

    /** A grant that was not shown to the card, because the card would refuse it. */
    public static Failure grant(GrantRefusal reason, String detail) {
        return new Failure(
                ExitCode.GRANT_REFUSED,
                (reason.happened() + " " + detail).strip() + " It was not shown to the card; the uses are unchanged.",
                reason.likelyCause(),
                reason.remedy(),
                reason.code());
    }

    /** Somebody signed something else, or nothing. */
    public static Failure verification(String happened, String likelyCause, String remedy) {
        return new Failure(ExitCode.VERIFICATION_FAILED, happened, likelyCause, remedy, "KM-L8");
    }

    /** The command line names something on the card that is not there. */
    public static Failure notThere(String happened, String likelyCause, String remedy) {
        return new Failure(ExitCode.FAILED, happened, likelyCause, remedy, "KM-L6");
    }

    public Failure with(ExitCode other) {
        return new Failure(other, happened, likelyCause, remedy, code);
    }

    @Override
    public void describe(Page page) {
        page.line("keymeter: " + happened);
        if (!likelyCause.isEmpty()) {
            page.field("  likely cause:", likelyCause);
        }
        if (!remedy.isEmpty()) {
            page.field("  what to do:", remedy);
        }
        page.field("  code:", code + (exit == ExitCode.STOPPED ? "" : ", exit " + exit.value()));
    }

    /** The fields of the JSON output: the exit code as the shell sees it, if this program chooses it. */
    public record Json(OptionalInt exit, String code, String happened, String likelyCause, String remedy) {}

    @Override
    public Object json() {
        OptionalInt chosen = exit == ExitCode.STOPPED ? OptionalInt.empty() : OptionalInt.of(exit.value());
        return new Json(chosen, code, happened, likelyCause, remedy);
    }
}
