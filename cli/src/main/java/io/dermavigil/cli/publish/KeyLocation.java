package io.dermavigil.cli.publish;

import io.dermavigil.cli.stack.DataFolder;
import io.dermavigil.ingest.pseudonyms.KeyFile;
import java.nio.file.Path;

/**
 * Where a chain's pseudonym key is.
 *
 * @param file a file of the user's choice; null for the one in the data folder
 * @param data data folder of the stack
 */
public record KeyLocation(Path file, Path data) {

    private static final String NAME = "pseudonym.key";

    /** The key file; it need not exist. */
    public KeyFile keyFile() {
        return new KeyFile(file != null ? file : data.resolve(NAME));
    }

    /** Makes the folder ready for a new key; a data folder becomes one that a stack accepts later. */
    void prepare() {
        if (file == null) {
            new DataFolder(data).prepare();
        }
    }
}
