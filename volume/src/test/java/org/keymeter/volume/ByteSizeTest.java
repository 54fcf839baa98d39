package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "4096B, 4096",
        "1K, 1024",
        "1k, 1024",
        "1KiB, 1024",
        "1KB, 1000",
        "10G, 10737418240",
        "10 G, 10737418240",
        "1 TiB, 1099511627776",
        "10GB, 10000000000",
        "1MiB, 1048576",
        "1mib, 1048576",
        "7E, 8070450532247928832",
        "' 2T ', 2199023255552",
        "9223372036854775807, 9223372036854775807"
    })
    void parses(String text, long bytes) {
        assertEquals(bytes, ByteSize.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "G", "-1", "1.5G", "1X", "1iB", "1  G", "8E", "9223372036854775808", "99999999999999999999K"
            })
    void refusesAnythingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "1048575, 1023.9 KiB",
        "1048576, 1 MiB",
        "10737418240, 10 GiB",
        "10000000000, 9.3 GiB",
        "9223372036854775807, 7.9 EiB"
    })
    void prints(long bytes, String text) {
        assertEquals(text, ByteSize.print(bytes));
    }
}
