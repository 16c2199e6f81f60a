package io.dermavigil.cli.provision;

/** What became of something at the broker. */
enum State {
    MADE("made"),
    PRESENT("was there"),
    PASSWORD_SET("password set"),
    REMOVED("removed"),
    NOT_IN_FOLDER("not in the folder");

    private final String words;

    State(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
