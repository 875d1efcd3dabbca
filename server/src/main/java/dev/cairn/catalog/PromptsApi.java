package dev.cairn.catalog;

import dev.cairn.access.Permission;
import dev.cairn.http.Routes;
import dev.cairn.protocol.prompts.CreateGovernedPrompt;
import dev.cairn.protocol.prompts.CreateGovernedPromptVersion;
import dev.cairn.protocol.prompts.DeleteGovernedPrompt;
import dev.cairn.protocol.prompts.DeleteGovernedPromptAlias;
import dev.cairn.protocol.prompts.DeleteGovernedPromptTag;
import dev.cairn.protocol.prompts.DeleteGovernedPromptVersion;
import dev.cairn.protocol.prompts.DeleteGovernedPromptVersionTag;
import dev.cairn.protocol.prompts.GetGovernedPrompt;
import dev.cairn.protocol.prompts.GetGovernedPromptVersion;
import dev.cairn.protocol.prompts.GetGovernedPromptVersionByAlias;
import dev.cairn.protocol.prompts.LinkPromptsToTraces;
import dev.cairn.protocol.prompts.SearchGovernedPromptVersions;
import dev.cairn.protocol.prompts.SearchGovernedPrompts;
import dev.cairn.protocol.prompts.SetGovernedPromptAlias;
import dev.cairn.protocol.prompts.SetGovernedPromptTag;
import dev.cairn.protocol.prompts.SetGovernedPromptVersionTag;
import dev.cairn.protocol.prompts.UpdateGovernedPrompt;
import dev.cairn.protocol.prompts.UpdateGovernedPromptVersion;

/// The routes of the catalogue's prompts. Whoever is signed in may ask; what they may do is granted on prompts.
final class PromptsApi {
    private static final Permission ANY = Permission.account();

    private PromptsApi() {}

    static void register(Routes routes, Prompts rules, PromptVersions versions) {
        Routes.Api api = routes.api("2.0/mlflow/unity-catalog");
        String prompt = "prompts/{name}";
        String version = prompt + "/versions/{version}";
        api.post("prompts", ANY, CreateGovernedPrompt.class, rules::create);
        api.post("prompts/search", ANY, SearchGovernedPrompts.class, rules::search);
        api.get(prompt, ANY, GetGovernedPrompt.class, rules::get);
        api.patch(prompt, ANY, UpdateGovernedPrompt.class, rules::update);
        api.delete(prompt, ANY, DeleteGovernedPrompt.class, rules::delete);
        api.post(prompt + "/tags", ANY, SetGovernedPromptTag.class, rules::setTag);
        api.delete(prompt + "/tags/{key}", ANY, DeleteGovernedPromptTag.class, rules::deleteTag);
        api.post(prompt + "/aliases/{alias}", ANY, SetGovernedPromptAlias.class, rules::setAlias);
        api.delete(prompt + "/aliases/{alias}", ANY, DeleteGovernedPromptAlias.class, rules::deleteAlias);
        api.post(prompt + "/versions", ANY, CreateGovernedPromptVersion.class, versions::create);
        api.post(prompt + "/versions/search", ANY, SearchGovernedPromptVersions.class, versions::search);
        api.get(prompt + "/versions/by-alias/{alias}", ANY, GetGovernedPromptVersionByAlias.class, versions::byAlias);
        api.get(version, ANY, GetGovernedPromptVersion.class, versions::get);
        api.patch(version, ANY, UpdateGovernedPromptVersion.class, versions::update);
        api.delete(version, ANY, DeleteGovernedPromptVersion.class, versions::delete);
        api.post(version + "/tags", ANY, SetGovernedPromptVersionTag.class, versions::setTag);
        api.delete(version + "/tags/{key}", ANY, DeleteGovernedPromptVersionTag.class, versions::deleteTag);
        // Traces are a workspace's.
        api.post("prompt-versions/links-to-traces", Permission.signedIn(), LinkPromptsToTraces.class, versions::link);
    }
}
