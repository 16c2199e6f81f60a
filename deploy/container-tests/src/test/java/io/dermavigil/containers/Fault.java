package io.dermavigil.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What can happen to a stack while clinics publish. Each leaves it as it was, or on its way there. */
enum Fault {

    /** A task manager is gone at once, and comes back later. */
    TASK_MANAGER_KILLED {
        @Override
        void strike(ComposeStack stack) {
            stack.kill("taskmanager");
            stack.start("taskmanager");
        }
    },

    /** A task manager stands still for longer than its heartbeat may take, and wakes up after the job was restarted. */
    TASK_MANAGER_PAUSED {
        @Override
        void strike(ComposeStack stack) {
            stack.pause("taskmanager");
            try {
                await().atMost(Duration.ofMinutes(1)).until(() -> !Jobs.isRunning(stack));
            } finally {
                stack.unpause("taskmanager");
            }
        }
    },

    /** A task manager is stopped in order. */
    TASK_MANAGER_RESTARTED {
        @Override
        void strike(ComposeStack stack) {
            stack.restart("taskmanager");
        }
    },

    /** The only broker is gone at once: nobody can write or read until it is back. */
    BROKER_KILLED {
        @Override
        void strike(ComposeStack stack) {
            stack.kill("broker");
            stack.start("broker");
        }
    },

    /** The only broker stands still for longer than its own session. */
    BROKER_PAUSED {
        @Override
        void strike(ComposeStack stack) {
            stack.pause("broker");
            try {
                // no condition marks the end of an outage: its length is the fault
                await().pollDelay(Duration.ofSeconds(12))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> true);
            } finally {
                stack.unpause("broker");
            }
        }
    },

    /** The only broker is stopped in order. */
    BROKER_RESTARTED {
        @Override
        void strike(ComposeStack stack) {
            stack.restart("broker");
        }
    },

    /** The job manager is gone at once, and has forgotten the job when it comes back. */
    JOB_MANAGER_KILLED {
        @Override
        void strike(ComposeStack stack) {
            stack.kill("jobmanager");
            stack.start("jobmanager");
        }
    },

    /** The volume of the checkpoints is full, until somebody makes room. */
    CHECKPOINT_VOLUME_FULL {
        @Override
        void strike(ComposeStack stack) {
            long failed = Jobs.failedCheckpoints(stack);
            Shell.Result filled = stack.exec("taskmanager", "sh", "-c", "cat /dev/zero > /flink/full");
            assertThat(filled.code()).as("the volume took everything").isNotZero();
            try {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !Jobs.isRunning(stack) || Jobs.failedCheckpoints(stack) > failed);
            } finally {
                stack.exec("taskmanager", "rm", "/flink/full").success();
            }
        }
    },

    /** The schema registry is gone, and the job has to start without what it remembered of it. */
    REGISTRY_DOWN {
        @Override
        void strike(ComposeStack stack) {
            stack.kill("registry");
            try {
                TASK_MANAGER_KILLED.strike(stack);
                // no condition marks the end of an outage: its length is the fault
                await().pollDelay(Duration.ofSeconds(10))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> true);
            } finally {
                stack.start("registry");
            }
        }
    },

    /** The job is replaced by way of a savepoint. */
    JOB_UPGRADED {
        @Override
        void strike(ComposeStack stack) {
            // refused while the job recovers from what happened before: its operator would try again, too
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> {
                        Jobs.awaitRunning(stack);
                        stack.job("upgrade").success();
                    });
        }
    };

    /** Lets it happen. */
    abstract void strike(ComposeStack stack);
}
