package io.dermavigil.cli.baselines;

import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import java.util.function.Consumer;

/** The baselines that a stack begins with. */
public final class ShippedBaselines {

    private ShippedBaselines() {}

    /**
     * Publishes the shipped table where none was ever published. What somebody has published or withdrawn stays as it is.
     *
     * @param connection broker whose topics exist
     * @param tell takes a line for people when it was published
     * @throws io.dermavigil.cli.CommandFailure when the broker does not take it
     */
    public static void publishIfNone(Connection connection, Consumer<String> tell) {
        try (Broker broker = new Broker(connection)) {
            BaselinesTopic topic = new BaselinesTopic(broker);
            if (topic.isUnused()) {
                BaselineTable table = BaselineTable.shipped();
                topic.publish(table);
                tell.accept("published the " + table.byCell().size() + " shipped baselines; see them with: dermavigil"
                        + " baselines list");
            }
        }
    }
}
