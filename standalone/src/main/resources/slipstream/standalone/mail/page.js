"use strict";

const at = (id) => document.getElementById(id);
const clock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
let mails = [];
let chosen = null;
let part = "html";

function toneOf(mail) {
  const html = mail.html || "";
  if (html.includes('"ANOMALOUS"')) return "bad";
  return html.includes('"incidentStatus":"OK"') || html.includes('"incidentStatus": "OK"') ? "good" : "";
}

function entry(mail) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = toneOf(mail);
  button.setAttribute("aria-current", String(mail.id === chosen));
  const subject = document.createElement("strong");
  subject.textContent = mail.subject || "(no subject)";
  const line = document.createElement("span");
  line.textContent = `${clock.format(new Date(mail.receivedAt))} · ${mail.to.join(", ")}`;
  button.append(subject, line);
  button.addEventListener("click", () => choose(mail.id));
  item.append(button);
  return item;
}

function choose(id) {
  chosen = id;
  show();
}

function showMail(mail) {
  at("mail").hidden = !mail;
  if (!mail) return;
  at("subject").textContent = mail.subject || "(no subject)";
  at("address").textContent = `from ${mail.from} to ${mail.to.join(", ")} · ${clock.format(new Date(mail.receivedAt))}`;
  for (const button of at("views").children) button.setAttribute("aria-pressed", String(button.dataset.part === part));
  at("html").hidden = part !== "html";
  at("plain").hidden = part === "html";
  const source = `/api/mails/${mail.id}/html`;
  if (part === "html" && at("html").getAttribute("src") !== source) at("html").setAttribute("src", source);
  if (part === "text") at("plain").textContent = mail.text || "(no text part)";
  if (part === "headers") {
    at("plain").textContent = Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`).join("\n");
  }
}

function show() {
  const newestFirst = [...mails].reverse();
  at("mails").replaceChildren(...newestFirst.map(entry));
  at("summary").textContent = mails.length === 1 ? "1 mail" : `${mails.length} mails`;
  at("empty").hidden = mails.length > 0;
  showMail(mails.find((mail) => mail.id === chosen));
}

async function load() {
  try {
    const newest = mails.length ? mails[mails.length - 1].id : 0;
    const head = await (await fetch("/api/mails/ids")).json();
    if (head.length !== mails.length || (head.length && head[head.length - 1] !== newest)) {
      mails = await (await fetch("/api/mails")).json();
      if (chosen === null && mails.length) chosen = mails[mails.length - 1].id;
      show();
    } else if (!mails.length) {
      show();
    }
  } catch (unreachable) {
    at("summary").textContent = "The mail catcher does not answer.";
  }
}

for (const button of at("views").children) {
  button.addEventListener("click", () => { part = button.dataset.part; show(); });
}
at("clear").addEventListener("click", async () => {
  if (!window.confirm("Delete all mails?")) return;
  await fetch("/api/mails", { method: "DELETE" });
  chosen = null;
  await load();
  show();
});
load();
setInterval(load, 2000);
