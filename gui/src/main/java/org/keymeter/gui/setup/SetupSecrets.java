package org.keymeter.gui.setup;

import org.keymeter.card.Secret;
import org.keymeter.gui.controls.SecretField;
import org.keymeter.gui.pins.NewPin;
import org.keymeter.gui.words.Language;

/** The only places in which the wizard keeps PINs: the fields that they were typed into, wiped when it closes. */
final class SetupSecrets {
    private final NewPin user;
    private final NewPin newAdmin;
    private final SecretField admin = new SecretField();

    SetupSecrets(Language language) {
        user = new NewPin(language);
        newAdmin = new NewPin(language);
    }

    NewPin user() {
        return user;
    }

    /** Of a card that is set up for the first time. */
    NewPin newAdmin() {
        return newAdmin;
    }

    /** Of a card that has one. */
    SecretField admin() {
        return admin;
    }

    /** The admin PIN, new or old, that goes with this mode; the caller's to close. */
    Secret readAdmin(SetupMode mode) {
        return mode == SetupMode.FIRST ? newAdmin.read() : admin.read();
    }

    void wipe() {
        user.wipe();
        newAdmin.wipe();
        admin.wipe();
    }
}
