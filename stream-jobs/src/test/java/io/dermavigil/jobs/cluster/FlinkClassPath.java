package io.dermavigil.jobs.cluster;

import java.io.File;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The jars of this test's class path that a Flink distribution has in {@code lib}, and none of the job's. */
final class FlinkClassPath {

    private static final Predicate<String> FLINK = Pattern.compile(
                    "flink-(?!connector-kafka|connector-base|test-utils|table|sql|cep).*")
            .asMatchPredicate();
    private static final Predicate<String> NEEDED_BY_FLINK = Pattern.compile(
                    "(kryo|reflectasm|objenesis|minlog|commons-(cli|codec|collections|compress|io|lang3|text|math3)|snakeyaml-engine"
                            + "|javassist|frocksdbjni|async-profiler|snappy-java|lz4-java"
                            + "|slf4j-api|log4j-(api|core|slf4j2-impl))-\\d.*")
            .asMatchPredicate();

    private FlinkClassPath() {}

    static String text() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isOfFlink(new File(entry).getName()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOfFlink(String jar) {
        return jar.endsWith(".jar")
                && !jar.endsWith("-tests.jar")
                && FLINK.or(NEEDED_BY_FLINK).test(jar);
    }
}
