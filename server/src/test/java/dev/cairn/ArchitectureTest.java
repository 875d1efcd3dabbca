package dev.cairn;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.db.Transaction;
import java.util.Map;

/// The structure that the house promises: which package may know which, and who may do what.
@AnalyzeClasses(packages = "dev.cairn", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final long MAX_FILES = 40;

    /// The server's own packages; those of the protocol have a file a message, those of jOOQ are generated.
    private static final String COUNTED = "dev\\.cairn(?!\\.(protocol|scoring|db\\.schema)).*";

    /// What runs a statement.
    private static final DescribedPredicate<JavaAccess<?>> STATEMENTS = target(owner(type(Transaction.class)))
            .and(target(nameMatching("query|queryIn|find|update|updateIn|number|sql")));

    private static final String[] SERVER = {
        "dev.cairn.access..",
        "dev.cairn.addresses..",
        "dev.cairn.approvals..",
        "dev.cairn.artifacts..",
        "dev.cairn.audit..",
        "dev.cairn.background..",
        "dev.cairn.browsers..",
        "dev.cairn.catalog..",
        "dev.cairn.config..",
        "dev.cairn.db..",
        "dev.cairn.deploy..",
        "dev.cairn.encryption..",
        "dev.cairn.evaluation..",
        "dev.cairn.files..",
        "dev.cairn.graphql..",
        "dev.cairn.groups..",
        "dev.cairn.grpc..",
        "dev.cairn.health..",
        "dev.cairn.hosting..",
        "dev.cairn.http..",
        "dev.cairn.idempotency..",
        "dev.cairn.identity..",
        "dev.cairn.image..",
        "dev.cairn.images..",
        "dev.cairn.importing..",
        "dev.cairn.inference..",
        "dev.cairn.limits..",
        "dev.cairn.lineage..",
        "dev.cairn.live..",
        "dev.cairn.models..",
        "dev.cairn.modelserver..",
        "dev.cairn.oidc..",
        "dev.cairn.otlp..",
        "dev.cairn.outgoing..",
        "dev.cairn.parquet..",
        "dev.cairn.permissions..",
        "dev.cairn.registry..",
        "dev.cairn.remote..",
        "dev.cairn.review..",
        "dev.cairn.scim..",
        "dev.cairn.search..",
        "dev.cairn.secrets..",
        "dev.cairn.series..",
        "dev.cairn.serving..",
        "dev.cairn.tables..",
        "dev.cairn.text..",
        "dev.cairn.traces..",
        "dev.cairn.tracking..",
        "dev.cairn.trash..",
        "dev.cairn.ui..",
        "dev.cairn.views..",
        "dev.cairn.webhooks..",
        "dev.cairn.workers..",
        "dev.cairn.workspaces.."
    };

    @ArchTest
    static final ArchRule arrowsGoDownOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("Program")
            .definedBy("dev.cairn")
            .layer("Importing")
            .definedBy("dev.cairn.importing..")
            .layer("Inference")
            .definedBy("dev.cairn.inference..")
            .layer("Deploy")
            .definedBy("dev.cairn.deploy..")
            .layer("Image")
            .definedBy("dev.cairn.image..")
            .layer("Serving")
            .definedBy("dev.cairn.serving..")
            .layer("Remote")
            .definedBy("dev.cairn.remote..")
            .layer("Models")
            .definedBy("dev.cairn.models..")
            .layer("Modelserver")
            .definedBy("dev.cairn.modelserver..")
            .layer("Hosting")
            .definedBy("dev.cairn.hosting..")
            .layer("Approvals")
            .definedBy("dev.cairn.approvals..")
            .layer("Registry")
            .definedBy("dev.cairn.registry..")
            .layer("Catalog")
            .definedBy("dev.cairn.catalog..")
            .layer("Lineage")
            .definedBy("dev.cairn.lineage..")
            .layer("Graphql")
            .definedBy("dev.cairn.graphql..")
            .layer("Evaluation")
            .definedBy("dev.cairn.evaluation..")
            .layer("Review")
            .definedBy("dev.cairn.review..")
            .layer("Traces")
            .definedBy("dev.cairn.traces..")
            .layer("Tables")
            .definedBy("dev.cairn.tables..")
            .layer("Images")
            .definedBy("dev.cairn.images..")
            .layer("Tracking")
            .definedBy("dev.cairn.tracking..")
            .layer("Ground")
            .definedBy("dev.cairn.artifacts..", "dev.cairn.live..")
            .layer("Audit")
            .definedBy("dev.cairn.audit..")
            .layer("Identity")
            .definedBy("dev.cairn.identity..")
            .layer("Scim")
            .definedBy("dev.cairn.scim..")
            .layer("Groups")
            .definedBy("dev.cairn.groups..")
            .layer("Oidc")
            .definedBy("dev.cairn.oidc..")
            .layer("Permissions")
            .definedBy("dev.cairn.permissions..")
            .layer("Workspaces")
            .definedBy("dev.cairn.workspaces..")
            .layer("Health")
            .definedBy("dev.cairn.health..")
            .layer("Trash")
            .definedBy("dev.cairn.trash..")
            .layer("Ui")
            .definedBy("dev.cairn.ui..")
            .layer("Views")
            .definedBy("dev.cairn.views..")
            .layer("Webhooks")
            .definedBy("dev.cairn.webhooks..")
            .layer("Secrets")
            .definedBy("dev.cairn.secrets..")
            .layer("Workers")
            .definedBy("dev.cairn.workers..")
            .layer("Foundation")
            .definedBy(
                    "dev.cairn.access..",
                    "dev.cairn.addresses..",
                    "dev.cairn.background..",
                    "dev.cairn.browsers..",
                    "dev.cairn.browsers..",
                    "dev.cairn.config..",
                    "dev.cairn.db..",
                    "dev.cairn.encryption..",
                    "dev.cairn.files..",
                    "dev.cairn.grpc..",
                    "dev.cairn.http..",
                    "dev.cairn.idempotency..",
                    "dev.cairn.limits..",
                    "dev.cairn.otlp..",
                    "dev.cairn.outgoing..",
                    "dev.cairn.parquet..",
                    "dev.cairn.search..",
                    "dev.cairn.series..",
                    "dev.cairn.text..")
            .whereLayer("Program")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("Importing")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Inference")
            .mayOnlyBeAccessedByLayers("Program", "Serving")
            .whereLayer("Models")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Serving")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Registry")
            .mayOnlyBeAccessedByLayers("Program", "Approvals", "Importing", "Serving", "Webhooks", "Catalog", "Lineage")
            .whereLayer("Webhooks")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Secrets")
            .mayOnlyBeAccessedByLayers("Program", "Serving")
            .whereLayer("Catalog")
            .mayOnlyBeAccessedByLayers("Program", "Modelserver", "Serving")
            .whereLayer("Lineage")
            .mayOnlyBeAccessedByLayers("Program", "Catalog")
            .whereLayer("Approvals")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Graphql")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Evaluation")
            .mayOnlyBeAccessedByLayers("Program", "Importing")
            .whereLayer("Review")
            .mayOnlyBeAccessedByLayers("Program", "Importing")
            .whereLayer("Traces")
            .mayOnlyBeAccessedByLayers("Program", "Importing", "Evaluation", "Review", "Trash")
            .whereLayer("Trash")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Audit")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Identity")
            .mayOnlyBeAccessedByLayers("Program", "Scim")
            .whereLayer("Scim")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Groups")
            .mayOnlyBeAccessedByLayers("Program", "Scim", "Identity")
            .whereLayer("Oidc")
            .mayOnlyBeAccessedByLayers("Identity")
            .whereLayer("Permissions")
            .mayOnlyBeAccessedByLayers(
                    "Program",
                    "Identity",
                    "Groups",
                    "Tracking",
                    "Approvals",
                    "Registry",
                    "Secrets",
                    "Serving",
                    "Evaluation",
                    "Trash",
                    "Workspaces",
                    "Catalog",
                    "Lineage")
            .whereLayer("Workspaces")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Health")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Ui")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Views")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Tables")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Images")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Tracking")
            .mayOnlyBeAccessedByLayers(
                    "Program",
                    "Importing",
                    "Serving",
                    "Tables",
                    "Images",
                    "Registry",
                    "Traces",
                    "Evaluation",
                    "Review",
                    "Trash",
                    "Views",
                    "Workspaces")
            .whereLayer("Deploy")
            .mayOnlyBeAccessedByLayers("Program", "Image", "Remote")
            .whereLayer("Remote")
            .mayOnlyBeAccessedByLayers("Program", "Serving")
            .whereLayer("Image")
            .mayOnlyBeAccessedByLayers("Program")
            .whereLayer("Modelserver")
            .mayOnlyBeAccessedByLayers("Program", "Models")
            .whereLayer("Hosting")
            .mayOnlyBeAccessedByLayers("Models", "Modelserver", "Serving")
            .whereLayer("Workers")
            .mayOnlyBeAccessedByLayers("Hosting", "Models", "Modelserver", "Serving")
            .whereLayer("Ground")
            .mayOnlyBeAccessedByLayers(
                    "Program",
                    "Importing",
                    "Serving",
                    "Inference",
                    "Images",
                    "Registry",
                    "Approvals",
                    "Catalog",
                    "Tracking",
                    "Traces",
                    "Trash",
                    "Workspaces",
                    "Health");

    @ArchTest
    static final ArchRule everyPackageOfTheServerIsInTheTable = classes()
            .that()
            .resideOutsideOfPackages("dev.cairn", "dev.cairn.protocol..", "dev.cairn.scoring..")
            .should()
            .resideInAnyPackage(SERVER);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.cairn.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsOfTracesAreEnteredFromTracesAlone = roomsAreTheirFeaturesOwn("dev.cairn.traces");

    @ArchTest
    static final ArchRule roomsOfTrackingAreEnteredFromTrackingAlone = roomsAreTheirFeaturesOwn("dev.cairn.tracking");

    private static ArchRule roomsAreTheirFeaturesOwn(String feature) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(feature + ".*..");
    }

    @ArchTest
    static final ArchRule theProtocolKnowsNothingOfTheServer = noClasses()
            .that()
            .resideInAPackage("dev.cairn.protocol..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.cairn..")
                    .and(describe(
                            "are not of the protocol",
                            klass -> !klass.getPackageName().startsWith("dev.cairn.protocol"))));

    @ArchTest
    static final ArchRule theProtocolNeedsAnnotationsOnly = classes()
            .that()
            .resideInAPackage("dev.cairn.protocol..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.cairn.protocol..",
                    "java..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule accessIsWordsOnly = classes()
            .that()
            .resideInAPackage("dev.cairn.access..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.cairn.access..", "java..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule onlyHttpKnowsTheHttpLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cairn.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.helidon..");

    @ArchTest
    static final ArchRule storesOfFeaturesStayInTheirFeature = classes()
            .that()
            .haveSimpleNameEndingWith("Store")
            .and()
            .areNotAssignableTo(ArtifactStore.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule onlyStoresAndQueriesSpeakSql = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cairn.db..")
            .and()
            .haveNameNotMatching(".*(Store|Query|Reader|StatusApi)(\\$.*)?")
            .should()
            .callMethodWhere(STATEMENTS);

    @ArchTest
    static final ArchRule nothingPublicSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cairn.db..")
            .and()
            .arePublic()
            .should()
            .callMethodWhere(STATEMENTS);

    @ArchTest
    static final ArchRule jdbcStaysInTheDatabasePackage = noClasses()
            .that()
            .resideOutsideOfPackages("dev.cairn.db..")
            .should()
            .dependOnClassesThat(describe(
                    "are of JDBC, rows of a result apart",
                    klass -> (klass.getPackageName().startsWith("java.sql")
                                    || klass.getPackageName().startsWith("javax.sql")
                                    || klass.getPackageName().startsWith("org.sqlite")
                                    || klass.getPackageName().startsWith("org.postgresql"))
                            && !klass.getName().equals("java.sql.ResultSet")
                            && !klass.getName().equals("java.sql.SQLException")));

    @ArchTest
    static final ArchRule onlyStoresReadRows = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cairn.db..")
            .and()
            .haveNameNotMatching(".*(Store|Query|Reader|StatusApi)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.ResultSet");

    @ArchTest
    static final ArchRule onlyQueriesPutSqlTogether = noClasses()
            .that()
            .resideOutsideOfPackages("dev.cairn.db..", "dev.cairn.search..")
            .and()
            .haveNameNotMatching(".*(Store|Query|Sort|Clauses|Source|ViewTypes)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jooq..");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveNameMatching(
                    ".*[.$]((Base|Abstract)[A-Z].*|.*(Impl|Manager|Helper|Utils?|Handler|Service|Controller|Dto|DTO|Dao|DAO))");

    @ArchTest
    static final ArchRule packagesSayWhatTheyAreFor = noClasses()
            .should()
            .resideInAnyPackage("..common..", "..core..", "..misc..", "..util..", "..utils..", "..impl..");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = noFields()
            .should()
            .beAnnotatedWith(describe(
                    "asks for injection",
                    annotation -> annotation.getRawType().getSimpleName().matches("Inject|Autowired|Resource")));

    @ArchTest
    static final ArchRule membersAreNotReachedByReflection = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.reflect\\.(Field|Constructor|Proxy|AccessibleObject|InvocationHandler)")
            .orShould()
            .callMethodWhere(
                    target(owner(type(Class.class))).and(target(nameMatching("forName|getDeclared(Field|Method)s?"))));

    /// Classes 11 and 12 of what attackers try, in docs/security.md.
    @ArchTest
    static final ArchRule noJavaObjectIsRead =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream");

    @ArchTest
    static final ArchRule programsAreRunByWorkersAlone = noClasses()
            .that()
            .resideOutsideOfPackages("dev.cairn.workers..", "dev.cairn.image..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.Process(Builder)?");

    @ArchTest
    static final ArchRule nothingThatChangesIsGlobal =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static void aPackageHasAtMostFortyFiles(JavaClasses classes) {
        Map<String, Long> files = classes.stream()
                .filter(type -> type.isTopLevelClass() && type.getPackageName().matches(COUNTED))
                .collect(groupingBy(JavaClass::getPackageName, counting()));
        files.forEach((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_FILES));
    }
}
