package org.keymeter.gui.setup;

import java.util.List;
import org.keymeter.gui.controls.SecretField;

/** The only places in which the wizard keeps PINs: the fields that they were typed into, wiped when it closes. */
final class SetupSecrets {
    private final SecretField user = new SecretField();
    private final SecretField userAgain = new SecretField();
    private final SecretField newAdmin = new SecretField();
    private final SecretField newAdminAgain = new SecretField();
    private final SecretField admin = new SecretField();

    SecretField user() {
        return user;
    }

    SecretField userAgain() {
        return userAgain;
    }

    /** Of a card that is set up for the first time. */
    SecretField newAdmin() {
        return newAdmin;
    }

    SecretField newAdminAgain() {
        return newAdminAgain;
    }

    /** Of a card that has one. */
    SecretField admin() {
        return admin;
    }

    void wipe() {
        List.of(user, userAgain, newAdmin, newAdminAgain, admin).forEach(SecretField::wipe);
    }
}
