package dev.cairn;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.cairn.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// Where log lines go: all of them into a file of the data folder, warnings to the terminal as well.
final class Logs {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0} %msg%n";
    private static final String FILE_SIZE = "64MB";
    private static final int OLD_FILES = 5;

    /// Held here because the JDK forgets loggers, and their levels, that nobody holds.
    private static final java.util.logging.Logger HELIDON = java.util.logging.Logger.getLogger("io.helidon");

    /// Tells of ports that are in use, with a stack trace; `HttpServer` does so with a sentence.
    private static final java.util.logging.Logger LISTENING =
            java.util.logging.Logger.getLogger("io.helidon.webserver.LoomServer");

    private Logs() {}

    /// All lines into a file of the data folder, warnings to the terminal as well.
    static void writeTo(Path data) throws IOException {
        Path folder = data.resolve("logs");
        OwnerOnly.file(folder.resolve("cairn.log"));
        Logger root = cleanRoot();
        root.addAppender(file(root.getLoggerContext(), folder));
        root.addAppender(terminal(root.getLoggerContext()));
    }

    /// Warnings to the terminal, nothing else.
    static void warnOnly() {
        Logger root = cleanRoot();
        root.addAppender(terminal(root.getLoggerContext()));
    }

    private static Logger cleanRoot() {
        // The HTTP library logs through the JDK; its start-up lines say nothing that the banner does not.
        HELIDON.setLevel(java.util.logging.Level.WARNING);
        LISTENING.setLevel(java.util.logging.Level.OFF);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        for (String chatty : new String[] {"org.jooq", "org.flywaydb", "io.helidon", "com.zaxxer.hikari"}) {
            context.getLogger(chatty).setLevel(Level.WARN);
        }
        // jOOQ warns of a PostgreSQL that is older than those it writes for; the tests run against one.
        context.getLogger("org.jooq.impl.DefaultExecuteContext.logVersionSupport")
                .setLevel(Level.ERROR);
        return root;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path folder) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(folder.resolve("cairn.log").toString());
        FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
        policy.setContext(context);
        policy.setParent(file);
        policy.setFileNamePattern(folder.resolve("cairn.%i.log").toString());
        policy.setMaxIndex(OLD_FILES);
        policy.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
        trigger.start();
        file.setRollingPolicy(policy);
        file.setTriggeringPolicy(trigger);
        file.setEncoder(encoder(context));
        file.start();
        return file;
    }

    private static ConsoleAppender<ILoggingEvent> terminal(LoggerContext context) {
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setLevel("WARN");
        warnings.start();
        ConsoleAppender<ILoggingEvent> terminal = new ConsoleAppender<>();
        terminal.setContext(context);
        terminal.setTarget("System.err");
        terminal.setEncoder(encoder(context));
        terminal.addFilter(warnings);
        terminal.start();
        return terminal;
    }

    private static PatternLayoutEncoder encoder(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }
}
