package org.keymeter.cli.frame;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Commands of which some use a card, so that the options for that can stand before them. */
@Command
public abstract class CardCommandGroup {
    @Mixin
    private CardOptions cardOptions = new CardOptions();
}
