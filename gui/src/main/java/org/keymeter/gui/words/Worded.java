package org.keymeter.gui.words;

import java.util.List;

/** Implemented by the console's own exceptions, whose texts stand in the bundle of their package. */
public interface Worded {
    /** Of what happened; with ".remedy" behind it, of what to do. */
    String textKey();

    /** What takes the places {0}, {1} … of both. */
    List<Object> textArguments();

    /** To quote. */
    String code();
}
