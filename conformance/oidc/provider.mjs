/**
 * A provider of identities (OpenID Connect) for the tests, which lets anybody in by any name with any password.
 * usage: node provider.mjs PORT CAIRN_URL, with the client's secret in CAIRN_OIDC_CLIENT_SECRET
 */
import { Provider } from "oidc-provider";

const [port, cairn] = process.argv.slice(2);

/** Who is called boss… is an administrator of Cairn; everybody is in a group of their own. */
const groupsOf = (name) => [
  name,
  ...(name.startsWith("boss") ? ["cairn-admins"] : []),
];

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "cairn",
      client_secret: process.env.CAIRN_OIDC_CLIENT_SECRET,
      redirect_uris: [`${cairn}/oidc/callback`],
      post_logout_redirect_uris: [`${cairn}/`],
    },
  ],
  claims: { profile: ["preferred_username", "groups"] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id, groups: groupsOf(id) }),
  }),
  pkce: { required: () => true },
  cookies: { keys: ["of the tests"] },
});

provider.listen(Number(port), "127.0.0.1");
