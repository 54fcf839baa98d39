package org.keymeter.cli.demo;

import java.io.IOException;
import org.keymeter.cli.failure.CliException;

/** Who answers requests in the demonstration. */
interface Approver {
    /** Makes ca.pem and ca.key. */
    void makeCa() throws IOException, CliException;

    /** Makes grant.pem of grant.csr, after comparing the key in it with device-key.pem. */
    void grant() throws IOException, CliException;

    /** The real one if it is there. */
    static Approver find(Stage stage) {
        OpenSsl openSsl = new OpenSsl(stage.folder());
        return openSsl.isThere() ? new OpenSslApprover(stage, openSsl) : new BuiltInApprover(stage);
    }
}
