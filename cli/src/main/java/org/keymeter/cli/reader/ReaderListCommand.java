package org.keymeter.cli.reader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.CardReader;
import org.keymeter.card.TransportException;
import org.keymeter.cli.access.ReaderChoice;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.frame.Subcommand;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.Table;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = {"Lists the card readers, and the simulated card. Touches no card."},
        footer = {"  keymeter reader list", "  keymeter --reader 'Gemalto PC Twin Reader 00 00' card status"})
final class ReaderListCommand extends Subcommand {
    /**
     * @param name for --reader
     * @param simulated whether a card in it protects nothing
     * @param cardPresent whether there is a card
     * @param badge a warning to show beside the name
     */
    record Entry(String name, boolean simulated, boolean cardPresent, Optional<String> badge) {}

    record Readers(List<Entry> readers) implements View {
        @Override
        public void describe(Page page) {
            Table table = new Table("READER", "CARD", "");
            for (Entry entry : readers) {
                table.row(entry.name, entry.cardPresent ? "present" : "none", entry.badge.orElse(""));
            }
            page.table(table);
        }
    }

    @Override
    protected void run(Cli cli) throws CliException, IOException, TransportException {
        List<Entry> entries = new ArrayList<>();
        entries.add(simulated(cli));
        try {
            for (CardReader reader : cli.surroundings().readers().hardware().readReaders()) {
                entries.add(new Entry(reader.name(), reader.isSimulated(), reader.isCardPresent(), reader.badge()));
            }
        } catch (TransportException e) {
            cli.output().remark("Readers of this computer: " + e.happened() + " " + e.likelyCause() + " " + e.remedy());
        }
        cli.output().print(new Readers(entries));
    }

    private static Entry simulated(Cli cli) throws CliException, IOException, TransportException {
        ReaderChoice choice =
                ReaderChoice.of(ReaderChoice.SIMULATED, cli.surroundings().folders());
        CardReader reader = choice.find(cli.surroundings().readers());
        boolean isThere =
                cli.surroundings().readers().hasSimulated(choice.simulatedCard().orElseThrow());
        return new Entry(reader.name(), true, isThere, reader.badge());
    }
}
