// Passkeys: shows what belongs to them where the browser has them, and carries what it and the
// server say to each other. Everything else on the page works without.
const bytes_of = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text_of = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function post(address, fields) {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.wrong);
  return said;
}

async function create(asked) {
  const { response } = await navigator.credentials.create({ publicKey: {
    challenge: bytes_of(asked.challenge),
    rp: { id: asked.site, name: asked.title },
    user: { id: bytes_of(asked.user), name: asked.email, displayName: asked.name },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
    excludeCredentials: asked.held.map((id) => ({ type: "public-key", id: bytes_of(id) })),
    attestation: "none",
  } });
  return { client_data: text_of(response.clientDataJSON), authenticator_data: text_of(response.getAuthenticatorData()) };
}

async function get(asked) {
  const { rawId, response } = await navigator.credentials.get({ publicKey: {
    challenge: bytes_of(asked.challenge), rpId: asked.site, userVerification: "preferred",
  } });
  return {
    credential: text_of(rawId), client_data: text_of(response.clientDataJSON),
    authenticator_data: text_of(response.authenticatorData), signature: text_of(response.signature),
  };
}

for (const part of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  part.hidden = false;
  const button = part.querySelector("button"), wrong = part.querySelector("[role=alert]");
  const token = { form_token: part.dataset.token ?? "" };
  button.addEventListener("click", async () => {
    wrong.hidden = true;
    button.setAttribute("aria-busy", "true");
    try {
      const asked = await post(part.dataset.challenge, token);
      const given = part.dataset.passkey === "create" ? await create(asked) : await get(asked);
      const { next } = await post(part.dataset.action, { ...token, ...given, next: part.dataset.next ?? "" });
      location.assign(next);
    } catch (failure) {
      // What our server says is for people; what the browser says is not.
      wrong.textContent = failure instanceof DOMException || failure instanceof TypeError ? part.dataset.failed : failure.message;
      wrong.hidden = false;
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}
