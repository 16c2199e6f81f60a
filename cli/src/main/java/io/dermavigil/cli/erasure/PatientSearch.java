package io.dermavigil.cli.erasure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for patients in bytes. A generated pseudonym is found wherever its characters stand. Any other may be part of
 * another patient's ({@code patient-1} of {@code patient-10}): it must stand as a whole word, or as an Avro string.
 */
final class PatientSearch {

    private static final int ONE_BYTE = 0x80;
    /** A key of 64 to 2047 bytes has a length of two bytes, the last of which is below this and no letter. */
    private static final int LAST_OF_TWO_BYTES = 0x20;

    private final Set<String> patients;
    private final Needles mentions;
    private final Needles inFiles;
    private final Needles inStoreFiles;

    /** A search for patients; without any it finds nothing. */
    PatientSearch(Collection<Pseudonym> patients) {
        this.patients = patients.stream().map(Pseudonym::text).collect(Collectors.toUnmodifiableSet());
        this.mentions = new Needles(patients.stream().map(Pseudonym::bytes).toList());
        this.inFiles = new Needles(patients.stream()
                .flatMap(patient -> fileForms(patient).stream())
                .toList());
        this.inStoreFiles =
                new Needles(patients.stream().map(PatientSearch::storeFileForm).toList());
    }

    /** Whether this is the pseudonym of one of the patients. */
    boolean names(String patientKey) {
        return patients.contains(patientKey);
    }

    /**
     * Whether one of the patients is mentioned.
     *
     * @param bytes key, value or header of a record; null mentions nobody
     */
    boolean mentionedIn(byte[] bytes) {
        return bytes != null && mentions.anyIn(bytes, bytes.length, PatientSearch::isWhole);
    }

    /** What to look for in files of which nothing is known but that they hold records or state. */
    Needles inFiles() {
        return inFiles;
    }

    /** What to look for in the files of PostgreSQL. */
    Needles inStoreFiles() {
        return inStoreFiles;
    }

    /** PostgreSQL writes a short text behind a byte with its length, that byte included, shifted by one, and a one. */
    private static byte[] storeFileForm(Pseudonym patient) {
        byte[] text = patient.bytes();
        return patient.isGenerated() ? text : join(new byte[] {(byte) (text.length + 1 << 1 | 1)}, text);
    }

    private static List<byte[]> fileForms(Pseudonym patient) {
        byte[] text = patient.bytes();
        if (patient.isGenerated()) {
            return List.of(text);
        }
        List<byte[]> forms = new ArrayList<>();
        forms.add(join(avroLength(text.length), text));
        // Flink writes a string with its length and one
        forms.add(join(new byte[] {(byte) (text.length + 1)}, text));
        // a record's key begins with it, behind the last byte of the key's length
        byte[] inKey = join(text, new byte[] {'/'});
        for (int last = 1; last < LAST_OF_TWO_BYTES; last++) {
            forms.add(join(new byte[] {(byte) last}, inKey));
        }
        for (int length = inKey.length; length < ONE_BYTE >> 1; length++) {
            forms.add(join(avroLength(length), inKey));
        }
        return forms;
    }

    private static boolean isWhole(byte[] bytes, int start, int end) {
        byte[] length = avroLength(end - start);
        return end - start == Pseudonym.GENERATED_LENGTH
                || isAt(bytes, start - length.length, length)
                || (start == 0 || !isWord(bytes[start - 1])) && (end == bytes.length || !isWord(bytes[end]));
    }

    private static boolean isAt(byte[] bytes, int start, byte[] part) {
        return start >= 0 && Arrays.equals(bytes, start, start + part.length, part, 0, part.length);
    }

    private static boolean isWord(byte character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '_'
                || character == '-';
    }

    /** Avro's zigzag variable-length form. */
    private static byte[] avroLength(int length) {
        int zigzag = length << 1;
        return zigzag < ONE_BYTE
                ? new byte[] {(byte) zigzag}
                : new byte[] {(byte) (zigzag & 0x7f | ONE_BYTE), (byte) (zigzag >>> 7)};
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
