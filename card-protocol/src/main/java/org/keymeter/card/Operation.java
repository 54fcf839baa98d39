package org.keymeter.card;

import org.keymeter.card.NotAuthorisedException.Missing;

/** What is asked of a card inside the channel: how it is called in a message, and the authority it needs. */
enum Operation {
    READ_DEVICE("to say what it is", Missing.ANY_PIN),
    READ_LOG_STATE("to say where its log stands", Missing.ANY_PIN),
    READ_KEY("to show a key", Missing.ANY_PIN),
    READ_ANCHOR("to show a trust anchor", Missing.ANY_PIN),
    READ_SUCCESSION("to show what it succeeded", Missing.ANY_PIN),
    INITIALIZE("to be initialised", Missing.ADMIN_PIN),
    VERIFY_USER_PIN("to check the user PIN", Missing.USER_PIN),
    VERIFY_ADMIN_PIN("to check the admin PIN", Missing.ADMIN_PIN),
    CHANGE_USER_PIN("to change the user PIN", Missing.USER_PIN),
    CHANGE_ADMIN_PIN("to change the admin PIN", Missing.ADMIN_PIN),
    RESET_USER_PIN("to set a new user PIN", Missing.ADMIN_PIN),
    IMPORT_ANCHOR("to import a trust anchor", Missing.ADMIN_PIN),
    REMOVE_ANCHOR("to remove a trust anchor", Missing.ADMIN_PIN),
    CREATE_KEY("to create a key", Missing.ADMIN_PIN),
    DELETE_KEY("to delete a key", Missing.ADMIN_PIN),
    MAKE_GENERATION("to make a generation", Missing.ADMIN_PIN),
    RETIRE_GENERATION("to retire a generation", Missing.ADMIN_PIN),
    WRAP("to wrap subkeys", Missing.USER_PIN),
    UNWRAP("to unwrap subkeys", Missing.USER_PIN),
    REWRAP("to rewrap subkeys", Missing.ADMIN_PIN),
    END_SESSION("to end the session", Missing.ANY_PIN),
    REQUEST_GRANT("to request a grant", Missing.USER_PIN),
    CHOOSE_KEY("to choose a key for a grant", Missing.USER_PIN),
    REDEEM("to redeem a grant", Missing.USER_PIN),
    READ_LOG("to show its log", Missing.ANY_PIN),
    ACKNOWLEDGE("to take an acknowledgement", Missing.ANY_PIN),
    SIGN_HEAD("to sign the head of its log", Missing.ANY_PIN),
    SIGN_REPORT("to sign a report", Missing.ANY_PIN);

    private final String phrase;
    private final Missing needed;

    Operation(String phrase, Missing needed) {
        this.phrase = phrase;
        this.needed = needed;
    }

    /** As in "the card refuses to …". */
    String phrase() {
        return phrase;
    }

    /** What is missing when the card answers 6982. */
    Missing needed() {
        return needed;
    }
}
