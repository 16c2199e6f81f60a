package io.dermavigil.cli.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.access.AccessCatalogue;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.access.Role;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionCommandTest {

    private static final Principal JOBS = new Principal(Role.JOBS, null);

    @TempDir
    private static Path folder;

    private static SecuredStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = SecuredStack.start(folder, "a", "b");
        CommandRun run = stack.provision();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().skip(1)).isNotEmpty().allMatch(line -> line.endsWith("  made"));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void doingItAgainChangesNothing() throws Exception {
        Set<AclBinding> before = rights();
        CommandRun run = stack.provision();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("  was there") || line.matches("user .*  password set"));
        assertThat(rights()).isEqualTo(before);
    }

    @Test
    void theBrokerHoldsTheRightsOfTheCatalogueAndNoOthers() throws Exception {
        Set<AclBinding> wanted = new java.util.HashSet<>();
        Principal.ofTheStack().forEach(principal -> wanted.addAll(AccessCatalogue.bindings(principal)));
        List.of("a", "b").forEach(id -> wanted.addAll(AccessCatalogue.bindings(Principal.clinic(id))));
        assertThat(rights()).isEqualTo(wanted);
    }

    @Test
    void aRightTooManyIsRemovedAndAQuotaOfItsOwnIsKept() throws Exception {
        AclBinding excess = right("User:monitor", AclOperation.READ, AclPermissionType.ALLOW);
        try (Admin admin = admin()) {
            admin.createAcls(List.of(excess)).all().get();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> rights().contains(excess));
        assertThat(stack.provision("--quota-bytes", "2000000").out())
                .containsPattern("right +monitor: read topic clinic.rejects +removed")
                .containsPattern("quota +clinic-a: 2000000 bytes/s +made");
        await().atMost(Duration.ofSeconds(20)).until(() -> !rights().contains(excess));
        assertThat(stack.provision().out()).containsPattern("quota +clinic-a: 2000000 bytes/s +was there");
    }

    @Test
    void aRightOfEverybodyIsRemovedAndThoseOfStrangersAreNamed() throws Exception {
        AclBinding everybodys = right("User:*", AclOperation.READ, AclPermissionType.ALLOW);
        AclBinding prohibition = right("User:*", AclOperation.DELETE, AclPermissionType.DENY);
        AclBinding strangers = right("User:stranger", AclOperation.WRITE, AclPermissionType.ALLOW);
        try (Admin admin = admin()) {
            admin.createAcls(List.of(everybodys, prohibition, strangers)).all().get();
            await().atMost(Duration.ofSeconds(20)).until(() -> rights().contains(strangers));
            CommandRun run = stack.provision();
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out())
                    .containsPattern("right +\\*: read topic clinic.rejects +removed")
                    .containsPattern("right +stranger: write topic clinic.rejects +not in the folder")
                    .doesNotContain("delete topic");
            await().atMost(Duration.ofSeconds(20)).until(() -> !rights().contains(everybodys));
            assertThat(rights()).contains(prohibition, strangers);
            admin.deleteAcls(List.of(prohibition.toFilter(), strangers.toFilter()))
                    .all()
                    .get();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !rights().contains(strangers));
    }

    private static AclBinding right(String principal, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, TopicCatalogue.REJECTS, PatternType.LITERAL),
                new AccessControlEntry(principal, "*", operation, permission));
    }

    @Test
    void revokingAClinicThatIsNotThereFails() throws Exception {
        Set<AclBinding> before = rights();
        CommandRun run = stack.provision("--revoke", "clinic-a");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("there is no clinic with the id clinic-a, so nothing was taken away; known are a, b");
        assertThat(rights()).isEqualTo(before);
    }

    @Test
    void aNewPasswordIsGoodAfterTheNextRun() throws Exception {
        Principal clinic = Principal.clinic("b");
        Path file = stack.clientConfig(clinic);
        String before = Files.readString(file);
        Files.delete(file);
        assertThat(CommandRun.of("secrets", "create", "--dir", stack.secrets().toString(), "--clinic", "b")
                        .code())
                .isZero();
        assertThat(Files.readString(file)).isNotEqualTo(before);
        try (Broker broker = new Broker(stack.as(clinic))) {
            assertThatThrownBy(() -> broker.topics(name -> true))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("does not let this client in");
        }
        assertThat(stack.provision().code()).isZero();
        awaitTopics(clinic, Set.of("clinic.b.sessions", "clinic.b.reactions", "clinic.b.ratings"));
    }

    @Test
    void aRevokedClinicIsOutAndItsTopicsStay() throws Exception {
        String secrets = stack.secrets().toString();
        assertThat(CommandRun.of("secrets", "create", "--dir", secrets, "--clinic", "left")
                        .code())
                .isZero();
        assertThat(stack.provision().code()).isZero();
        Principal left = Principal.clinic("left");
        Path copy = Files.copy(stack.clientConfig(left), folder.resolve("copy.properties"));
        awaitTopics(left, Set.of("clinic.left.sessions", "clinic.left.reactions", "clinic.left.ratings"));

        CommandRun run = stack.provision("--revoke", "left");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("user +clinic-left +removed")
                .containsPattern("quota +clinic-left +removed");
        assertThat(stack.clientConfig(left).getParent()).doesNotExist();
        assertThat(rights()).noneMatch(right -> right.entry().principal().equals("User:clinic-left"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(CommandRun.of(
                                        "rejects",
                                        "list",
                                        "--bootstrap",
                                        stack.clientAddress(),
                                        "--client-config",
                                        copy.toString())
                                .err())
                        .contains("does not let this client in"));
        try (Broker broker = new Broker(stack.asOperator())) {
            assertThat(broker.topics(name -> name.startsWith("clinic.left."))).hasSize(3);
        }
        assertThat(stack.provision().out()).doesNotContain("clinic-left");
    }

    @Test
    void onlyTheOperatorMayProvision() {
        CommandRun run = CommandRun.of(
                "provision",
                "--secrets",
                stack.secrets().toString(),
                "--bootstrap",
                stack.clientAddress(),
                "--client-config",
                stack.clientConfig(JOBS).toString());
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("does not allow the user jobs to do that: Authorization failed. The operator");
    }

    @Test
    void nobodyGetsToTheOperatorsListenerWithoutACertificateOfTheStack() {
        CommandRun run = CommandRun.of(
                "provision",
                "--secrets",
                stack.secrets().toString(),
                "--bootstrap",
                stack.operatorAddress(),
                "--client-config",
                stack.clientConfig(JOBS).toString());
        assertThat(run.code()).isNotZero();
        assertThat(run.err()).doesNotContain("Exception in");
    }

    @Test
    void secretsThatOthersMayReadAreRefused() throws Exception {
        Path file = stack.clientConfig(JOBS);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        CommandRun run = stack.provision();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains(file + ": must be readable by its owner only; run: chmod 600");
    }

    @Test
    void aDryRunShowsTheRightsAndAsksNoBroker() {
        CommandRun run = CommandRun.of(
                "provision", "--dry-run", "--secrets", stack.secrets().toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("clinic-a +write +topic +clinic.a.sessions")
                .containsPattern("jobs +describe, write +transactional id +dermavigil-g\\*");
    }

    /** Who logs in sees topics as soon as the broker knows of its rights. */
    private static void awaitTopics(Principal principal, Set<String> topics) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            try (Broker broker = new Broker(stack.as(principal))) {
                assertThat(broker.topics(name -> true)).isEqualTo(topics);
            }
        });
    }

    private static Admin admin() {
        return Admin.create(stack.asOperator().with(Map.of()));
    }

    private static Set<AclBinding> rights() throws Exception {
        try (Admin admin = admin()) {
            return Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get());
        }
    }
}
