package org.keymeter.simulator.benchmark;

import org.keymeter.protocol.Code;

/** A card that JCAlgTest measured, and what it lacks of what the applet can use. */
enum CardModel {
    J3R180("J3R180", "NXP JCOP 4 J3R180", 0),
    J3H145("J3H145", "NXP JCOP 3 J3H145", Code.CAPABILITY_CMAC | Code.CAPABILITY_TRANSIENT_EC),
    SMART_CAFE_7("SmartCafe 7", "G+D SmartCafe Expert 7.0", Code.CAPABILITY_CMAC);

    private final String column;
    private final String product;
    private final int withheld;

    CardModel(String column, String product, int withheld) {
        this.column = column;
        this.product = product;
        this.withheld = withheld;
    }

    /** Of the table of costs. */
    String column() {
        return column;
    }

    String product() {
        return product;
    }

    /** Code.CAPABILITY_* that the applet must do without. */
    int withheld() {
        return withheld;
    }
}
