package org.keymeter.gui.audit;

import org.keymeter.gui.controls.Remark;

/** A sentence, and how much it wants attention. */
record Said(Remark.Weight weight, String text) {
    static Said good(String text) {
        return new Said(Remark.Weight.GOOD, text);
    }

    static Said plain(String text) {
        return new Said(Remark.Weight.PLAIN, text);
    }

    static Said caution(String text) {
        return new Said(Remark.Weight.CAUTION, text);
    }

    static Said stop(String text) {
        return new Said(Remark.Weight.STOP, text);
    }

    Remark remark() {
        return new Remark(weight, text);
    }
}
