package org.keymeter.simulator.hostile;

import java.util.ArrayList;
import java.util.List;

/** The table of the mutations of one theme, in the making. */
final class MutationTheme {
    private final String theme;
    private final List<Mutation> mutations = new ArrayList<>();

    MutationTheme(String theme) {
        this.theme = theme;
    }

    MutationTheme add(String name, Change change) {
        mutations.add(new Mutation(theme + "." + name, change, false));
        return this;
    }

    /** One that leaves a grant as good as it was. */
    MutationTheme addHarmless(String name, Change change) {
        mutations.add(new Mutation(theme + "." + name, change, true));
        return this;
    }

    List<Mutation> list() {
        return List.copyOf(mutations);
    }
}
