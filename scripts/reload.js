// In pages of `trunk serve` only, in place of the inline script that Trunk would write: reloads the page after a change,
// once. Trunk announces every build, and a single saved file can cause two builds; what has changed is told by the
// state of the sources that scripts/finish.mjs notes in the page.
const state = document.currentScript.dataset.sources;
const socketAddress = new URL(".well-known/trunk/ws", location.href.replace(/^http/, "ws"));
let failure;

async function reloadIfChanged() {
  const page = await fetch(location.pathname, { cache: "no-store" });
  if (failure || !(await page.text()).includes(state)) location.reload();
}

function showFailure(reason) {
  failure ??= document.body.insertBefore(document.createElement("pre"), document.body.firstChild);
  failure.setAttribute("role", "alert");
  failure.style.cssText = "margin: 0; padding: 1rem; white-space: pre-wrap; background: #7a1f1f; color: #fff";
  failure.textContent = `The build failed, and this is still the page before it. The terminal has more.\n\n${reason}`;
}

function connect(afterLoss) {
  const socket = new WebSocket(socketAddress);
  socket.onopen = () => afterLoss && reloadIfChanged();
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "reload") reloadIfChanged();
    if (message.type === "buildFailure") showFailure(message.data.reason);
  };
  socket.onclose = () => setTimeout(connect, 2000, true);
}

connect(false);
