package io.dermavigil.cli.stack;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Says in a line why something failed. */
final class StackFailures {

    private StackFailures() {}

    /** The reason without the class names of exceptions. */
    static String reason(Throwable failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** The reason of the innermost cause, where Flink keeps what really happened. */
    static String rootReason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return reason(root);
    }
}
