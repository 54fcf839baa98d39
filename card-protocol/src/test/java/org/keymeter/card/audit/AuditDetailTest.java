package org.keymeter.card.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.card.ByteString;

/** What people and programs are told of a detail. */
class AuditDetailTest {
    private static final String IDENTITY = "00112233445566778899aabbccddeeff";
    private static final String HASH8 = "0102030405060708";

    private static AuditDetail detail(AuditEvent event, String hex) {
        String bytes = hex.replace("ID", IDENTITY).replace("HASH", HASH8);
        return AuditDetail.of(event, ByteString.ofHex(bytes + "0".repeat(64 - bytes.length())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INITIALIZED | 00 | for the first time
            INITIALIZED | ID | again, after a log whose signed head has SHA-256 0011 2233 4455 6677 …
            PIN_CHANGED | 00 | ''
            USER_PIN_RESET | 00 | no uses were left to drop
            USER_PIN_RESET | 00000000 00000001 | 1 use dropped, by slot: [0, 1, 0, 0, 0, 0, 0, 0]
            USER_PIN_RESET | 00000002 00000001 | 3 uses dropped, by slot: [2, 1, 0, 0, 0, 0, 0, 0]
            ANCHOR_IMPORTED | ID | CA's key 0011 2233 4455 6677 …
            ANCHOR_REMOVED | ID | CA's key 0011 2233 4455 6677 …
            KEY_CREATED | ID 00000064 000003e8 HASH | 100 uses, ceiling 1000; key 0011 2233 4455 6677 …
            KEY_DELETED | ID 00000064 00000000 000003e8 | 100 left, 1000 spent ever; key 0011 2233 4455 6677 …
            USES_TAKEN | ID 00000064 00000005 000003e8 | 5 uses: 100 left, 1000 spent ever; key 0011 2233 4455 6677 …
            USES_RETURNED | ID ffffffff 00000001 000003e8 | 1 use: 4294967295 left, 1000 spent ever; key 0011 2233 4455 6677 …
            GRANT_REDEEMED | ID 00000064 00000005 HASH | 100 left, 5 before; key 0011 2233 4455 6677 …, CA's key 0102 0304 0506 0708 …
            REWRAP_ENDED | ID 00000064 00000005 000003e8 | 5 blobs so far; key 0011 2233 4455 6677 …
            LOG_ACKNOWLEDGED | 00000010 | up to record 16
            """)
    void words(AuditEvent event, String hex, String words) {
        assertEquals(words, detail(event, hex.replace(" ", "")).words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INITIALIZED | 00 | {oldHead=}
            INITIALIZED | ID | {oldHead=00112233445566778899aabbccddeeff00000000000000000000000000000000}
            PIN_CHANGED | 00 | {}
            USER_PIN_RESET | 00000002 00000001 | {usesDropped=[2, 1, 0, 0, 0, 0, 0, 0]}
            ANCHOR_IMPORTED | ID | {anchor=00112233445566778899aabbccddeeff00000000000000000000000000000000}
            KEY_CREATED | ID 00000064 000003e8 HASH | {key=ID, initialUses=100, ceiling=1000, policy=HASH}
            GENERATION_MADE | ID 00000064 00000000 000003e8 | {key=ID, remaining=100, spentEver=1000}
            USES_TAKEN | ID 00000064 00000005 000003e8 | {key=ID, remaining=100, amount=5, spentEver=1000}
            GRANT_REDEEMED | ID 00000064 00000005 HASH | {key=ID, remaining=100, before=5, anchor=HASH}
            REWRAP_ENDED | ID 00000064 00000005 000003e8 | {key=ID, remaining=100, blobs=5, spentEver=1000}
            LOG_ACKNOWLEDGED | 00000010 | {acknowledged=16}
            """)
    void fields(AuditEvent event, String hex, String fields) {
        String expected = fields.replace("ID", IDENTITY).replace("HASH", HASH8);
        assertEquals(expected, detail(event, hex.replace(" ", "")).fields().toString());
    }

    @Test
    void ofAnEventThatIsNotKnown() {
        AuditDetail unknown = new AuditDetail.Unknown(ByteString.ofHex(IDENTITY));
        assertEquals(IDENTITY, unknown.words());
        assertEquals("{detail=" + IDENTITY + "}", unknown.fields().toString());
    }
}
