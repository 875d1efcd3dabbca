package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.catalog.CreateCatalog;
import com.databricks.sdk.service.catalog.CreateRegisteredModelRequest;
import com.databricks.sdk.service.catalog.CreateSchema;
import com.databricks.sdk.service.catalog.DeleteCatalogRequest;
import com.databricks.sdk.service.catalog.GetGrantRequest;
import com.databricks.sdk.service.catalog.GetRegisteredModelRequest;
import com.databricks.sdk.service.catalog.ListRegisteredModelsRequest;
import com.databricks.sdk.service.catalog.PermissionsChange;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.PrivilegeAssignment;
import com.databricks.sdk.service.catalog.RegisteredModelInfo;
import com.databricks.sdk.service.catalog.UpdatePermissions;
import com.databricks.sdk.service.iam.CreateServicePrincipalRequest;
import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.iam.ServicePrincipal;
import com.databricks.sdk.service.ml.CreateModelRequest;
import com.databricks.sdk.service.ml.GetModelRequest;
import com.databricks.sdk.service.oauth2.CreateServicePrincipalSecretRequest;
import java.util.List;

/** The managed platform's own SDK: programs with a client id and a secret, and what they are granted in the catalogue. */
final class DatabricksCatalogChecks {
    private final String url;
    private final WorkspaceClient administrator;

    DatabricksCatalogChecks(String url) {
        this.url = url;
        administrator = SignedIn.workspace(url);
    }

    void run(Report report) {
        report.check("models are made and listed in the catalogue", this::modelsAreListed);
        if (SignedIn.isSomebody()) {
            report.check("a program signs in with a client id and a secret", this::aProgramSignsIn);
            report.check("a program sees what it is granted", this::whatIsGrantedIsSeen);
        }
    }

    /** A program, and the SDK in its name. */
    private record Program(String id, WorkspaceClient client) {}

    private Program newProgram() {
        ServicePrincipal made = administrator
                .servicePrincipalsV2()
                .create(new CreateServicePrincipalRequest().setDisplayName(Names.unique("nightly")));
        String secret = administrator
                .servicePrincipalSecretsProxy()
                .create(new CreateServicePrincipalSecretRequest().setServicePrincipalId(made.getId()))
                .getSecret();
        return new Program(made.getApplicationId(), SignedIn.workspace(url, made.getApplicationId(), secret));
    }

    /** The full name of a new model in a catalog of its own. */
    private RegisteredModelInfo newModel() {
        String catalog = Names.unique("sales").replace('-', '_');
        administrator.catalogs().create(new CreateCatalog().setName(catalog));
        administrator.schemas().create(new CreateSchema().setCatalogName(catalog).setName("eu"));
        return administrator
                .registeredModels()
                .create(new CreateRegisteredModelRequest()
                        .setCatalogName(catalog)
                        .setSchemaName("eu")
                        .setName("churn"));
    }

    private void remove(RegisteredModelInfo model) {
        administrator
                .catalogs()
                .delete(new DeleteCatalogRequest().setName(model.getCatalogName()).setForce(true));
    }

    private void modelsAreListed() {
        RegisteredModelInfo model = newModel();
        ListRegisteredModelsRequest list = new ListRegisteredModelsRequest()
                .setCatalogName(model.getCatalogName())
                .setSchemaName("eu");
        assertThat(administrator.registeredModels().list(list))
                .extracting(RegisteredModelInfo::getFullName)
                .containsExactly(model.getCatalogName() + ".eu.churn");
        remove(model);
    }

    private void aProgramSignsIn() {
        Program program = newProgram();
        assertThat(program.client().currentUser().me(new MeRequest()).getUserName())
                .isEqualTo(program.id());
        String name = Names.unique("churn");
        program.client().modelRegistry().createModel(new CreateModelRequest().setName(name));
        assertThat(administrator
                        .modelRegistry()
                        .getModel(new GetModelRequest().setName(name))
                        .getRegisteredModelDatabricks()
                        .getUserId())
                .isEqualTo(program.id());
    }

    private void whatIsGrantedIsSeen() {
        RegisteredModelInfo model = newModel();
        Program program = newProgram();
        GetRegisteredModelRequest asked = new GetRegisteredModelRequest().setFullName(model.getFullName());
        assertThatThrownBy(() -> program.client().registeredModels().get(asked)).isInstanceOf(NotFound.class);
        PermissionsChange change = new PermissionsChange()
                .setPrincipal(program.id())
                .setAdd(List.of(Privilege.USE_CATALOG, Privilege.USE_SCHEMA, Privilege.EXECUTE));
        administrator
                .grants()
                .update(new UpdatePermissions()
                        .setSecurableType("catalog")
                        .setFullName(model.getCatalogName())
                        .setChanges(List.of(change)));
        assertThat(program.client().registeredModels().get(asked).getFullName()).isEqualTo(model.getFullName());
        GetGrantRequest grants =
                new GetGrantRequest().setSecurableType("catalog").setFullName(model.getCatalogName());
        assertThat(administrator.grants().get(grants).getPrivilegeAssignments())
                .extracting(PrivilegeAssignment::getPrincipal)
                .containsExactly(program.id());
        remove(model);
    }
}
