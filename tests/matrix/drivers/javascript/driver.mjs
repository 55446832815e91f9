// Acts cases out through @google/genai: see ../play.py for what a driver reads and prints.
// The last part of the driver's name is the release.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const MODEL = "gemini-2.5-flash";
const [casesPath, documents, url, name] = process.argv.slice(2);
const release = name.slice(name.lastIndexOf("-") + 1);
const genai = await import(`genai-${release}`);

function resolve(value, saw) {
  if (typeof value === "string") {
    return value.replace(/\$\{([^}]+)\}/g, (_, reference) => referred(reference, saw));
  }
  if (Array.isArray(value)) return value.map((item) => resolve(item, saw));
  if (value && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolve(item, saw)]),
    );
  }
  return value;
}

function referred(reference, saw) {
  const [kind, document] = reference.split(":");
  if (document) {
    const encoding = kind === "base64url" ? "base64url" : "base64";
    return readFileSync(join(documents, document)).toString(encoding);
  }
  const found = reference.split(".").reduce((object, part) => object[part], saw);
  if (found === undefined) throw new Error(`nothing was seen at ${reference}`);
  return String(found);
}

function contentsOf(contents, files) {
  if (typeof contents === "string") return contents;
  return contents.map((item) => {
    if (typeof item === "string") return item;
    if (item.file) {
      const file = files[item.file];
      return genai.createPartFromUri(file.uri, file.mimeType);
    }
    if (item.document) {
      const data = readFileSync(join(documents, item.document)).toString("base64");
      return genai.createPartFromBase64(data, item.mimeType);
    }
    if (item.uri) return genai.createPartFromUri(item.uri, item.mimeType);
    return item;
  });
}

function seen(response) {
  const headers = response.sdkHttpResponse?.headers ?? {};
  return { response: { ...response }, text: response.text ?? "", headers };
}

async function joined(stream) {
  const chunks = [];
  let text = "";
  for await (const chunk of stream) {
    chunks.push({ ...chunk });
    text += chunk.text ?? "";
  }
  return { chunks, text };
}

async function all(pager, as) {
  const first = pager.page.length;
  const found = [];
  for await (const item of pager) found.push(item);
  return { first, [as]: found };
}

function asked(step, files) {
  return {
    model: step.model ?? MODEL,
    contents: contentsOf(step.contents, files),
    config: step.config,
  };
}

const STEPS = {
  async upload(ai, step, files) {
    const path = join(documents, step.document);
    const file =
      (step.from ?? "path") === "path"
        ? path
        : new Blob([readFileSync(path)], { type: step.config?.mimeType });
    const uploaded = await ai.files.upload({ file, config: step.config });
    files[step.as ?? "upload"] = uploaded;
    return uploaded;
  },
  get: (ai, step) => ai.files.get({ name: step.name }),
  async delete(ai, step) {
    await ai.files.delete({ name: step.name });
    return {};
  },
  list: async (ai, step) => all(await ai.files.list({ config: step.config }), "files"),
  models: async (ai, step) => all(await ai.models.list({ config: step.config }), "models"),
  model: (ai, step) => ai.models.get({ model: step.model }),
  count: (ai, step, files) => ai.models.countTokens(asked(step, files)),
  generate: async (ai, step, files) => seen(await ai.models.generateContent(asked(step, files))),
  stream: async (ai, step, files) =>
    joined(await ai.models.generateContentStream(asked(step, files))),
  async chat(ai, step, files) {
    const chat = ai.chats.create({ model: step.model ?? MODEL, config: step.config });
    const answers = [];
    for (const given of step.messages) {
      const message = contentsOf(given, files);
      answers.push(
        step.isStreamed
          ? await joined(await chat.sendMessageStream({ message }))
          : seen(await chat.sendMessage({ message })),
      );
    }
    return { answers, turns: chat.getHistory().length };
  },
};

function told(error) {
  let envelope = {};
  try {
    envelope = JSON.parse(error.message).error;
  } catch {
    envelope = { message: error.message };
  }
  return { code: error.status, details: [], ...envelope };
}

async function take(step, client, files) {
  try {
    return await STEPS[step.do](client(step.key), step, files);
  } catch (error) {
    if (error.name !== "ApiError") throw error;
    return { error: told(error) };
  }
}

async function play(test) {
  const saw = {};
  const files = {};
  const line = { case: test.id, saw };
  const client = (key = test.key) =>
    new genai.GoogleGenAI({
      apiKey: key || undefined,
      httpOptions: { baseUrl: url + (test.client.prefix ?? ""), apiVersion: test.client.version },
    });
  try {
    for (const step of test.steps) {
      saw[step.as ?? step.do] = await take(resolve(step, saw), client, files);
    }
  } catch (error) {
    line.broken = `${error.name}: ${error.message}`;
  }
  return line;
}

for (const test of JSON.parse(readFileSync(casesPath, "utf8"))) {
  process.stdout.write(`${JSON.stringify(await play(test))}\n`);
}
