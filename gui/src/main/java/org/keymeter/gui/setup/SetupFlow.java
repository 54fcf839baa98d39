package org.keymeter.gui.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.controlsfx.dialog.Wizard;
import org.controlsfx.dialog.WizardPane;

/** The pages in their order, without those that the chosen card does not need. */
final class SetupFlow implements Wizard.Flow {
    private final List<SetupPage> pages;

    SetupFlow(List<SetupPage> pages) {
        this.pages = new ArrayList<>(pages);
    }

    @Override
    public Optional<WizardPane> advance(WizardPane current) {
        if (current != null) {
            ((SetupPage) current).leave();
        }
        Optional<SetupPage> next = after(current);
        next.ifPresent(page -> {
            List<SetupPage> needed = pages.stream().filter(SetupPage::isNeeded).collect(Collectors.toList());
            page.number(needed.indexOf(page) + 1, needed.size());
        });
        return next.map(page -> page);
    }

    @Override
    public boolean canAdvance(WizardPane current) {
        return after(current).isPresent();
    }

    /** @param current null: before the first */
    private Optional<SetupPage> after(WizardPane current) {
        return pages.stream()
                .skip(pages.indexOf(current) + 1L)
                .filter(SetupPage::isNeeded)
                .findFirst();
    }
}
