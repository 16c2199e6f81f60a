package io.dermavigil.serving.store;

/** What a connection of the program may do: a login role of its own, member of one of the group roles. */
public enum StoreRole {
    /** Writes what the topics say, and releases. */
    WRITER("dermavigil_serving_writer", "dermavigil_writer"),
    /** Reads raw rows, views and releases. */
    SAFETY("dermavigil_serving_safety", "dermavigil_safety"),
    /** Reads releases only. */
    ANALYST("dermavigil_serving_analyst", "dermavigil_analyst");

    private final String login;
    private final String group;

    StoreRole(String login, String group) {
        this.login = login;
        this.group = group;
    }

    /** Name of the role that logs in. */
    public String login() {
        return login;
    }

    /** Name of the group role that holds the rights. */
    public String group() {
        return group;
    }
}
