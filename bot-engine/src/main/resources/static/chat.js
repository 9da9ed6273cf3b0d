/** Everything that a shopper reads. */
const T = {
  shop: '在线客服',
  states: { bot: '智能客服在线', queued: '正在排队等待人工客服', served: '人工客服服务中', closed: '本次会话已结束' },
  authors: { bot: '智能客服', agent: '人工客服', me: '我', system: '系统消息' },
  topics: ['几点能送到', '配送进度', '坏果怎么赔', '怎么开发票', '转人工'],
  topicsLabel: '快捷问题', logLabel: '聊天记录', inputLabel: '输入消息',
  input: '输入您的问题', asks: { order: '输入或点选订单号', photo: '点左边的相机发照片' },
  photoLabel: '发照片', photoAlt: '照片', photoTooBig: '照片不能超过 10 MB', photoSending: '照片发送中…',
  send: '发送', typing: '对方正在输入…', counter: (n) => `${n}/1000`,
  emptyTitle: '您好，有什么可以帮您？', emptyHint: '配送、售后、发票都可以问，也可以点下方快捷问题',
  newMessages: (n) => (n > 1 ? `${n} 条新消息` : '新消息'),
  sending: '发送中…', waiting: '等待网络，恢复后自动发送', failed: (why) => `未发送：${why}`,
  resend: '重新发送', edit: '修改', noAnswer: '服务器没有响应', tooBig: '消息太长，请分几次发送',
  notConnected: '未连接', connecting: '正在连接…', offline: '网络已断开，恢复后会自动重连', reconnecting: '连接中断，正在重新连接…',
  fallback: '实时连接不可用，消息可能会慢几秒', retryNow: '立即重试', restart: '重新开始', newChat: '开始新会话',
  noServer: '暂时连不上服务器，请稍后再试', odd: '服务出了点问题，请稍后再试', lost: '会话已失效，请重新开始',
  switchShopper: '切换身份', switchLabel: (name) => `切换身份，当前：${name}`, guest: '游客', guestHint: '不关联订单，先随便问问',
  pickTitle: '选择体验身份', pickNote: '演示店铺：不同顾客有不同的订单', cancel: '取消', opening: '正在进入…',
  orderLabel: (n) => `发送订单号 ${n}`, askOrder: '查这一单', placed: (t) => `${t} 下单`, amount: (a) => `¥${a}`,
  page: '小程序页面，请在小程序内打开', image: '[图片]', unknownPart: '[暂不支持的消息]',
  place: (n, s) => `您排在第 ${n} 位${s ? `，大约还要等 ${s < 90 ? '1 分钟' : `${Math.ceil(s / 60)} 分钟`}` : ''}`,
  offered: '正在为您接通人工客服', asTicket: '不等了，留工单',
  today: '今天', yesterday: '昨天',
};

const API = '/api/v1';
const SESSION_KEY = 'xianda.session', OUTBOX_KEY = 'xianda.outbox';
const ZONE = 'Asia/Shanghai'; // the shop's clock, the one order cards are written in
const PING_MS = 25_000, PONG_MS = 10_000, WELCOME_MS = 12_000, ACK_MS = 15_000, POLL_MS = 4_000;

const $ = (id) => document.getElementById(id);
const scroll = $('scroll'), log = $('log'), input = $('input');

/* ---------- small helpers ---------- */

function el(tag, cls, text) {
  const e = document.createElement(tag);
  if (cls) e.className = cls;
  if (text !== undefined && text !== null) e.textContent = String(text);
  return e;
}

function button(cls, text, onClick) {
  const b = el('button', cls, text);
  b.type = 'button';
  b.addEventListener('click', onClick);
  return b;
}

function icon(name) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  svg.appendChild(document.createElementNS(ns, 'use')).setAttribute('href', `#i-${name}`);
  return svg;
}

const format = (options) => new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, ...options });
const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayOf = format({ year: 'numeric', month: '2-digit', day: '2-digit' });
const dayName = format({ month: 'long', day: 'numeric', weekday: 'long' });
const dayNameYear = format({ year: 'numeric', month: 'long', day: 'numeric' });

function date(at) {
  const d = new Date(at);
  return Number.isNaN(d.getTime()) ? new Date() : d;
}

function dayLabel(d) {
  const now = new Date(), day = dayOf.format(d);
  if (day === dayOf.format(now)) return T.today;
  if (day === dayOf.format(new Date(now - 86_400_000))) return T.yesterday;
  return (day.slice(0, 4) === dayOf.format(now).slice(0, 4) ? dayName : dayNameYear).format(d);
}

// crypto.randomUUID is missing on plain http, where a phone on the same Wi-Fi may well try the demo.
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('');

function read(store, key) {
  try { return JSON.parse(store().getItem(key)); } catch { return null; }
}
function write(store, key, value) {
  try { store().setItem(key, JSON.stringify(value)); } catch { /* private mode: lives in memory only */ }
}
const local = () => localStorage, tab = () => sessionStorage;

/* ---------- state ---------- */

let session = null;          // {token, expiresAt, shopper, conversation, state, shop}
let epoch = 0;               // grows when the conversation changes: answers to older requests are dropped
let lastSeq = 0;             // everything up to here is on the page
let state = 'bot';
let inQueue = null;          // {position, waitSeconds, offered} while waiting for a person
let demo = true;
const early = new Map();     // messages that came before one with a smaller seq
let outbox = [];             // {id, text, at, state: waiting|sending|sent|failed, why, tries, node}
let flight = null;           // {item, ws: boolean, timer}: one message at a time, so their order holds

/* ---------- HTTP ---------- */

class Problem extends Error {
  constructor(status, type, text) { super(text); this.status = status; this.type = type || ''; }
}
const isAuth = (p) => p.status === 401 || /(token-expired|unauthorized)$/.test(p.type || '');
const problemText = (p) => (p && (p.detail || p.title)) || T.odd;

async function api(method, path, { body, form, token, timeout = 15_000 } = {}) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), timeout);
  const headers = { Accept: 'application/json, application/problem+json' };
  if (body) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  let answer, json = null;
  try {
    answer = await fetch(API + path, { method, headers, body: form || (body && JSON.stringify(body)), signal: stop.signal, cache: 'no-store' });
    const text = await answer.text();
    try { json = JSON.parse(text); } catch { /* an empty answer, or a proxy's page */ }
  } catch {
    throw new Problem(0, 'network', T.noServer);
  } finally {
    clearTimeout(timer);
  }
  if (!answer.ok) throw new Problem(answer.status, json && json.type, problemText(json));
  return json;
}

/** A request with the token; `path` is a function because a new session may bring a new conversation. */
async function authed(method, path, options = {}) {
  const mine = epoch;
  try {
    return await api(method, path(), { ...options, token: session.token });
  } catch (p) {
    if (!isAuth(p) || mine !== epoch) throw p;
    await renew();
    return api(method, path(), { ...options, token: session.token });
  }
}

/* ---------- session ---------- */

const openSession = (shopper) => api('POST', '/sessions', { body: shopper.guest ? {} : { shopper: shopper.id } });

function adopt(s) {
  const moved = !session || session.conversation !== s.conversation;
  session = s;
  write(local, SESSION_KEY, s);
  if (moved) { epoch++; clearLog(); }
  setState(s.state || 'bot');
  showIdentity();
}

function begin(s) { // a session chosen at the picker, or read back after a reload
  fatal = '';
  dropSocket();
  adopt(s);
  const mine = epoch;
  sync().catch(() => {}).then(() => {
    if (mine !== epoch) return;
    log.setAttribute('aria-live', 'polite');
    connect();
  });
}

let renewing = null, renewedAt = -Infinity;
/** The token was refused: take the one another tab got, or ask for a new session, but not twice in a row. */
function renew() {
  renewing ||= (async () => {
    const mine = epoch, was = session;
    let next = read(local, SESSION_KEY);
    if (!next || next.token === was.token || next.shopper.id !== was.shopper.id || next.shopper.guest !== was.shopper.guest) {
      if (performance.now() - renewedAt < 60_000) { fail(T.lost); throw new Problem(0, '', T.lost); }
      try { next = await openSession(was.shopper); } catch (p) {
        if (p.type !== 'network' && mine === epoch) fail(p.message);
        throw p;
      }
      renewedAt = performance.now();
    }
    if (mine !== epoch) throw new Problem(0, 'network', T.noServer);
    dropSocket();
    adopt(next);
    connect();
  })().finally(() => { renewing = null; });
  return renewing;
}

let fatal = '';
function fail(text) {
  fatal = text;
  dropSocket();
  stopPolling();
  clearTimeout(retryTimer);
  updateBanner();
}

async function restart() { // the banner's button when all else failed, or when the conversation is over
  const was = session;
  fatal = '';
  renewedAt = -Infinity;
  updateBanner();
  if (!was) return start();
  try {
    const next = await openSession(was.shopper);
    if (session === was) begin(next);
  } catch (p) {
    if (session === was) fail(p.message);
  }
}

function setState(next) {
  if (!next) return;
  state = next;
  if (next !== 'queued') inQueue = null;
  $('topics').lastElementChild.hidden = next === 'queued' || next === 'served'; // 转人工 is already done
  updateBanner();
}

function showIdentity() {
  const shop = session.shop || T.shop;
  document.title = shop;
  $('shop').textContent = shop;
  $('switch').setAttribute('aria-label', T.switchLabel(session.shopper.guest ? T.guest : session.shopper.name));
  for (const b of $('topics').children) b.disabled = false;
  $('photo').disabled = false;
  updateComposer();
}

/* ---------- picker ---------- */

const picker = $('picker');
let firstVisit = false;

async function start() {
  const saved = read(local, SESSION_KEY);
  if (saved && saved.token && saved.conversation && saved.shopper) {
    restoreOutbox(saved.conversation);
    begin(saved);
    shoppers().then(() => { $('switch').hidden = !demo; }, () => { $('switch').hidden = false; });
    return;
  }
  try {
    const list = await shoppers();
    $('switch').hidden = !demo;
    if (!demo) begin(await openSession({ guest: true }));
    else openPicker(list, true);
  } catch (p) {
    fail(p.message);
  }
}

async function shoppers() {
  try {
    return await api('GET', '/demo/shoppers');
  } catch (p) {
    if (p.status !== 404) throw p;
    demo = false;
    return [];
  }
}

function openPicker(list, first) {
  firstVisit = first;
  $('picker-error').hidden = true;
  $('picker-cancel').hidden = first;
  const all = [...(list || []), { guest: true, name: T.guest, hint: T.guestHint }];
  $('shoppers').replaceChildren(...all.map((s) => {
    const now = session && !!session.shopper.guest === !!s.guest && (s.guest || session.shopper.id === s.id);
    const b = button('', null, () => choose(s, now, b));
    const text = el('span', 'row grow'), words = el('span', 'grow');
    const avatar = el('span', 'avatar me', s.name.slice(0, 1));
    avatar.setAttribute('aria-hidden', 'true');
    words.append(el('span', 'title', s.name), el('br'), el('span', 'small', s.hint || ''));
    text.append(avatar, words);
    if (now) { b.setAttribute('aria-current', 'true'); text.append(icon('check')); }
    b.append(text);
    const li = el('li');
    li.append(b);
    return li;
  }));
  if (!picker.open) picker.showModal();
}

async function choose(shopper, isNow, b) {
  if (isNow) return picker.close();
  const buttons = $('shoppers').querySelectorAll('button'), hint = b.querySelector('.small');
  for (const x of buttons) x.disabled = true;
  if (hint) hint.textContent = T.opening;
  $('picker-error').hidden = true;
  try {
    const s = await openSession(shopper);
    outbox = []; // what one shopper typed is not sent in another's name
    saveOutbox();
    session = null;
    firstVisit = false;
    begin(s);
    picker.close();
  } catch (p) {
    $('picker-error').textContent = p.message;
    $('picker-error').hidden = false;
    if (hint) hint.textContent = shopper.hint || '';
    for (const x of buttons) x.disabled = false;
  }
}

picker.addEventListener('cancel', (e) => { if (firstVisit) e.preventDefault(); });
picker.addEventListener('close', () => { if (firstVisit) picker.showModal(); });
picker.addEventListener('click', (e) => { if (e.target === picker && !firstVisit) picker.close(); });
$('picker-cancel').addEventListener('click', () => picker.close());
$('switch').addEventListener('click', async () => {
  try {
    const list = await shoppers();
    if (demo) openPicker(list, !session); else $('switch').hidden = true;
  } catch (p) { toast(p.message); }
});

/* ---------- receiving: each seq once, in order ---------- */

function receive(seq, message) {
  if (!(seq > lastSeq)) return;
  early.set(seq, message);
  drain();
  if (early.size) fillGap();
}

function drain() {
  for (const seq of early.keys()) if (seq <= lastSeq) early.delete(seq);
  while (early.has(lastSeq + 1)) {
    const next = lastSeq + 1, message = early.get(next);
    early.delete(next);
    place(next, message);
  }
}

let filling = false;
async function fillGap() {
  if (filling) return;
  filling = true;
  const mine = epoch;
  let wait = 0;
  try {
    if (syncing) await syncing.catch(() => {}); // it may have been asked before the gap was seen
    await sync();
    if (mine === epoch && early.size) {         // the server has nothing in between: go on behind the hole
      const next = Math.min(...early.keys()), message = early.get(next);
      early.delete(next);
      place(next, message);
      drain();
    }
  } catch { wait = 2000; }
  filling = false;
  if (early.size) setTimeout(() => { if (early.size) fillGap(); }, wait);
}

let syncing = null;
/** Fetches over HTTP what came after the last message on the page. */
function sync() {
  syncing ||= (async () => {
    for (let from = -1; from !== lastSeq;) {
      const mine = epoch;
      from = lastSeq;
      const page = await authed('GET', () => `/conversations/${encodeURIComponent(session.conversation)}/messages?after=${lastSeq}&limit=100`);
      if (mine !== epoch) return;
      for (const m of page.messages || []) place(m.seq, m);
      drain();
      setState(page.state);
      updateEmpty();
    }
  })().finally(() => { syncing = null; });
  return syncing;
}

/* ---------- WebSocket ---------- */

let socket = null, ready = false, helloId = '', greeted = 0;
let attempts = 0, failures = 0, retryTimer = 0, welcomeTimer = 0, pingTimer = 0, pongTimer = 0, downAt = 0;

const transmit = (frame) => { if (socket && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame)); };

function connect() {
  clearTimeout(retryTimer);
  if (!session || socket || fatal) return;
  downAt ||= Date.now();
  updateBanner();
  let mine;
  try {
    mine = socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`);
  } catch { return down(0); }
  welcomeTimer = setTimeout(() => { if (mine === socket && !ready) down(0); }, WELCOME_MS);
  mine.onopen = () => {
    if (mine !== socket) return;
    helloId = `h${++greeted}`;
    transmit({ type: 'hello', id: helloId, token: session.token, conversation: session.conversation, after: lastSeq });
  };
  mine.onmessage = (e) => {
    if (mine !== socket) return;
    clearTimeout(pongTimer);
    pongTimer = 0;
    let frame = null;
    try { frame = JSON.parse(e.data); } catch { return; }
    if (frame && (!frame.conversation || frame.conversation === session.conversation)) onFrame(frame);
  };
  mine.onclose = (e) => { if (mine === socket) down(e.code); };
}

function onFrame(f) {
  switch (f.type) {
    case 'welcome':
      ready = true;
      attempts = failures = downAt = 0;
      clearTimeout(welcomeTimer);
      clearInterval(pingTimer);
      pingTimer = setInterval(ping, PING_MS, PONG_MS);
      stopPolling();
      setState(f.state);
      log.setAttribute('aria-live', 'polite');
      if (!f.seq) updateEmpty();
      updateBanner();
      refreshOutbox();
      pump();
      break;
    case 'message':
      receive(f.seq || (f.message && f.message.seq), f.message || {});
      break;
    case 'ack': {
      const item = outbox.find((i) => i.id === f.id);
      if (item) delivered(item);
      if (flight && flight.ws && flight.item.id === f.id) land();
      break;
    }
    case 'typing': if (f.by !== 'shopper') showTyping(!!f.on); break;
    case 'state': setState(f.state); break;
    case 'queue': inQueue = f; updateBanner(); break;
    case 'error': onError(f); break;
    default: // pong, and whatever a newer server may say
  }
}

function onError(f) {
  const p = f.error || {};
  if (isAuth(p)) return down(4401);
  if (f.id && f.id === helloId && !ready) return; // the close code that follows says what to do
  const item = f.id && outbox.find((i) => i.id === f.id);
  if (!item) return toast(problemText(p));
  reject(item, problemText(p));
  if (flight && flight.item === item) land();
}

function dropSocket() {
  const old = socket;
  socket = null;
  ready = false;
  clearTimeout(welcomeTimer);
  clearTimeout(pongTimer);
  pongTimer = 0;
  clearInterval(pingTimer);
  showTyping(false);
  if (old) { old.onopen = old.onmessage = old.onclose = null; old.close(); }
  if (flight && flight.ws) { // not known to have arrived: the same id goes out again
    const { item, timer } = flight;
    clearTimeout(timer);
    flight = null;
    if (item.state === 'sending') item.state = 'waiting';
  }
  refreshOutbox();
}

function down(code) {
  const item = flight && flight.ws && flight.item, wasReady = ready;
  dropSocket();
  if (code === 1009 && item) reject(item, T.tooBig);
  downAt ||= Date.now();
  if (!wasReady && ++failures >= 2) startPolling();
  if (code === 4401 || code === 4404) renew().catch((p) => { if (p.type === 'network') retryLater(); });
  else retryLater();
  updateBanner();
}

function retryLater() {
  if (fatal) return;
  clearTimeout(retryTimer);
  const most = Math.min(30_000, 1000 * 2 ** attempts++);
  retryTimer = setTimeout(connect, most * (0.5 + Math.random() / 2));
}

function connectNow() {
  attempts = 0;
  if (session && !fatal && !socket && !renewing && !syncing) connect();
  else if (ready) ping(5000); // after sleep or a change of network the socket may be dead without knowing it
}

function ping(patience) {
  if (pongTimer) return;
  transmit({ type: 'ping', id: `p${Date.now()}` });
  const mine = socket;
  pongTimer = setTimeout(() => { pongTimer = 0; if (mine && mine === socket) { down(0); connectNow(); } }, patience);
}

document.addEventListener('visibilitychange', () => { if (!document.hidden) connectNow(); });
addEventListener('pageshow', (e) => { if (e.persisted) connectNow(); });
addEventListener('online', () => { updateBanner(); connectNow(); });
addEventListener('offline', () => { updateBanner(); if (ready) ping(5000); });

/* ---------- without a WebSocket: post and poll ---------- */

let polling = false, pollTimer = 0, httpWorks = false;

function startPolling() {
  if (polling || fatal) return;
  polling = true;
  poll();
}
async function poll() {
  if (!document.hidden && session) {
    try { await sync(); httpWorks = true; } catch { httpWorks = false; }
    if (!polling) return;
    updateBanner();
    if (httpWorks) pump();
  }
  pollTimer = setTimeout(poll, POLL_MS);
}
function stopPolling() {
  polling = httpWorks = false;
  clearTimeout(pollTimer);
}

/* ---------- sending ---------- */

function say(text) {
  text = text.trim();
  if (!text || !session) return false;
  const item = { id: newId(), text, at: new Date().toISOString(), state: 'waiting', why: '', tries: 0 };
  outbox.push(item);
  saveOutbox();
  renderItem(item);
  updateEmpty();
  toBottom();
  pump();
  return true;
}

function pump() {
  if (flight || !session) return;
  const item = outbox.find((i) => i.state === 'waiting');
  if (!item || !(ready || (polling && httpWorks))) return;
  item.state = 'sending';
  item.tries++;
  flight = { item, ws: ready, timer: 0 };
  if (ready) {
    flight.timer = setTimeout(() => {
      if (item.tries < 3) return down(0);
      reject(item, T.noAnswer);
      land();
    }, ACK_MS);
    transmit({ type: 'say', id: item.id, text: item.text });
  } else {
    post(item, flight);
  }
  renderItem(item);
}

async function post(item, mine) {
  const era = epoch;
  showTyping(true);
  try {
    await authed('POST', () => `/conversations/${encodeURIComponent(session.conversation)}/messages`,
      { body: { clientMessageId: item.id, text: item.text }, timeout: 60_000 });
    if (outbox.includes(item)) delivered(item);
    if (era === epoch) await sync().catch(() => {});
  } catch (p) {
    if (outbox.includes(item) && item.state === 'sending') {
      if (p.type === 'network' && item.tries < 3) { item.state = 'waiting'; httpWorks = false; } else reject(item, p.message);
    }
  }
  if (flight === mine) { showTyping(false); land(); }
}

/** The message in flight is settled: the next one may go. */
function land() {
  clearTimeout(flight.timer);
  flight = null;
  refreshOutbox();
  pump();
}

function delivered(item) {
  if (item.state === 'failed') toPending(item);
  item.state = 'sent';
  renderItem(item);
  setTimeout(() => { if (outbox.includes(item)) sync().catch(() => {}); }, 3000); // its echo got lost?
}

function reject(item, why) {
  item.state = 'failed';
  item.why = why;
  saveOutbox();
  renderItem(item);
  keepingBottom(() => log.append(item.node)); // it stays where it was in the talk, later messages go below
  lastShown = null;
}

function toPending(item) {
  item.node.remove();
  item.node = null;
}

function resend(item) {
  toPending(item);
  item.state = 'waiting';
  item.tries = 0;
  outbox = [...outbox.filter((i) => i !== item), item];
  saveOutbox();
  renderItem(item);
  toBottom();
  if (ready || polling) pump(); else connectNow();
}

function forget(item) {
  outbox = outbox.filter((i) => i !== item);
  if (item.node) item.node.remove();
  saveOutbox();
}

// Per tab, so that two tabs do not overwrite each other's; the ids make a second sending harmless.
function saveOutbox() {
  write(tab, OUTBOX_KEY, { conversation: session && session.conversation, items: outbox.map(({ id, text, at, state: s, why }) => ({ id, text, at, state: s, why })) });
}
function restoreOutbox(conversation) {
  const saved = read(tab, OUTBOX_KEY);
  if (!saved || saved.conversation !== conversation) return;
  outbox = saved.items.map((i) => ({ ...i, state: i.state === 'failed' ? 'failed' : 'waiting', tries: 0 }));
}
function refreshOutbox() { if (session) for (const i of outbox) renderItem(i); }

function renderItem(item) {
  const isNew = !item.node;
  if (isNew) {
    item.node = messageNode('shopper', [{ type: 'text', text: item.text }]);
    item.node.classList.add('fresh');
  }
  const failed = item.state === 'failed', meta = item.node.querySelector('.meta');
  item.node.classList.toggle('failed', failed);
  item.node.classList.toggle('unsent', item.state !== 'sent' && !failed);
  const text = failed ? T.failed(item.why) : item.state === 'sent' ? clock.format(date(item.at))
    : ready || (polling && httpWorks) ? T.sending : T.waiting;
  if (meta.textContent !== text) meta.textContent = text;
  let retry = item.node.querySelector('.retry');
  if (failed && !retry) {
    retry = el('div', 'retry');
    retry.append(
      button('plain', T.edit, () => { forget(item); setInput(input.value ? `${item.text}\n${input.value}` : item.text); input.focus(); }),
      button('plain', T.resend, () => resend(item)));
    item.node.querySelector('.body').append(retry);
  } else if (!failed && retry) retry.remove();
  if (isNew) keepingBottom(() => $('pending').append(item.node));
}

/* ---------- drawing messages ---------- */

let lastShown = null; // {author, time, day, node}
let liveChoices = [];
let lastTap = 0;

function tap(text) { // a nervous double tap says it once
  if (performance.now() - lastTap < 700) return;
  lastTap = performance.now();
  say(text);
}

function place(seq, m) {
  if (!(seq > lastSeq)) return;
  lastSeq = seq;
  const author = ['shopper', 'bot', 'agent', 'system'].includes(m.author) ? m.author : 'system';
  const at = date(m.at), day = dayOf.format(at);
  const own = author === 'shopper' && m.clientMessageId && outbox.find((i) => i.id === m.clientMessageId);
  if (own) {
    forget(own);
    if (flight && flight.ws && flight.item === own) land(); // the echo overtook the ack
  }
  if (author === 'bot') {
    for (const b of liveChoices) b.disabled = true;
    liveChoices = [];
  }
  if (author === 'bot' || author === 'agent') showTyping(false);
  if (author !== 'shopper') input.placeholder = (m.asks && T.asks[m.asks]) || T.input;

  const parts = Array.isArray(m.parts) ? m.parts : [];
  const node = messageNode(author, parts, m.by);
  const meta = node.querySelector('.meta');
  if (meta) meta.textContent = clock.format(at);
  if (!own && log.getAttribute('aria-live') === 'polite') node.classList.add('fresh');
  keepingBottom(() => {
    if (day !== lastDay) {
      log.append(el('div', 'day', dayLabel(at)));
      lastDay = day;
      lastShown = null;
    }
    if (lastShown && author !== 'system' && lastShown.author === author && at - lastShown.at < 120_000) {
      node.classList.add('cont');
      if (clock.format(at) === clock.format(lastShown.at)) lastShown.node.classList.add('joined');
    }
    log.append(node);
  });
  lastShown = { author, at, node };
  updateEmpty();
  if (!own && author !== 'shopper' && !stick) { unread++; showJump(); }
}
let lastDay = '';

function messageNode(author, parts, by) {
  if (author === 'system' && parts.every((p) => p && p.type === 'text')) {
    return el('div', 'note-line', parts.map((p) => p.text).join('\n'));
  }
  const mine = author === 'shopper';
  const node = el('div', `msg ${mine ? 'mine' : 'theirs'}`), body = el('div', 'body');
  const avatar = el('span', `avatar ${mine ? 'me' : author}`);
  avatar.setAttribute('aria-hidden', 'true');
  if (mine) avatar.textContent = session.shopper.guest || !session.shopper.name ? T.authors.me : session.shopper.name.slice(0, 1);
  else avatar.append(icon(author === 'agent' ? 'agent' : 'bot'));
  body.append(el('span', mine || author === 'bot' ? 'sr' : 'name', mine ? T.authors.me : by || T.authors[author]));
  for (const p of parts) body.append(partNode(p || {}));
  body.append(el('span', 'meta'));
  node.append(avatar, body);
  return node;
}

function partNode(p) {
  switch (p.type) {
    case 'text': return el('div', 'bubble', p.text);
    case 'image': return picture(p.name || '');
    case 'choices': {
      const box = el('div', 'choices');
      for (const o of p.options || []) {
        const b = button('', o.label, () => tap(String(o.value ?? o.label)));
        liveChoices.push(b);
        box.append(b);
      }
      return box;
    }
    case 'link': {
      const card = el('div', 'card row'), thumb = el('span', 'thumb'), words = el('div', 'grow');
      thumb.append(icon('link'));
      words.append(el('div', 'title', p.title), el('div', 'small', T.page));
      card.append(thumb, words);
      return card;
    }
    case 'order': {
      const card = button('card order', null, () => tap(String(p.number)));
      const head = el('div', 'row split head'), mid = el('div', 'row'), foot = el('div', 'row split foot');
      const thumb = el('span', 'thumb'), words = el('div', 'grow');
      head.append(el('span', 'grow', p.number));
      if (p.status) head.append(el('span', 'badge', p.status));
      thumb.append(icon('order'));
      words.append(el('div', 'title', p.summary || ''));
      if (p.placed) words.append(el('div', 'small', T.placed(p.placed)));
      mid.append(thumb, words);
      foot.append(el('span', 'amount', p.amount ? T.amount(p.amount) : ''), el('span', 'go', T.askOrder));
      card.append(head, mid, foot, el('span', 'sr', T.orderLabel(p.number)));
      return card;
    }
    default: return el('div', 'bubble', T.unknownPart);
  }
}

/** A photo of one's own: its link is asked for anew, since links are good for minutes only. */
function picture(name) {
  const bubble = el('div', 'bubble photo', T.image);
  authed('GET', () => `/conversations/${encodeURIComponent(session.conversation)}/photos/${encodeURIComponent(name)}`).then((kept) => {
    const img = el('img');
    img.alt = T.photoAlt;
    img.addEventListener('load', () => keepingBottom(() => bubble.replaceChildren(img)));
    img.src = kept.url;
  }, () => { /* an entry's picture, or one that is gone: the word stays */ });
  return bubble;
}

$('photo').addEventListener('click', () => $('photo-file').click());
$('photo-file').addEventListener('change', async () => {
  const file = $('photo-file').files[0], mine = epoch;
  $('photo-file').value = '';
  if (!file || !session) return;
  if (file.size > 10 * 1024 * 1024) return toast(T.photoTooBig);
  const at = () => `/conversations/${encodeURIComponent(session.conversation)}`, form = new FormData();
  form.append('photo', file);
  $('photo').disabled = true;
  toast(T.photoSending);
  try {
    const kept = await authed('POST', () => `${at()}/photos`, { form, timeout: 60_000 });
    await authed('POST', () => `${at()}/messages`, { body: { clientMessageId: newId(), photos: [kept.name] }, timeout: 30_000 });
    if (mine === epoch) await sync();
  } catch (p) {
    toast(p.message || T.odd);
  } finally {
    $('photo').disabled = false;
  }
});

function clearLog() {
  log.replaceChildren();
  log.setAttribute('aria-live', 'off');
  $('pending').replaceChildren();
  early.clear();
  liveChoices = [];
  lastSeq = 0;
  lastDay = '';
  lastShown = null;
  if (flight) clearTimeout(flight.timer);
  flight = null;
  unread = 0;
  stick = true;
  input.placeholder = T.input;
  $('empty').hidden = true;
  showTyping(false);
  showJump();
  for (const item of outbox) {
    item.node = null;
    if (item.state !== 'failed') item.state = 'waiting';
    renderItem(item);
  }
  saveOutbox();
}

function updateEmpty() { $('empty').hidden = lastSeq > 0 || outbox.length > 0; }

let typingTimer = 0;
function showTyping(on) {
  clearTimeout(typingTimer);
  if (on) typingTimer = setTimeout(showTyping, 60_000, false);
  if ($('typing').hidden === on) keepingBottom(() => { $('typing').hidden = !on; });
}

/* ---------- scrolling ---------- */

let stick = true, unread = 0;

let seen = '';
const shape = () => `${scroll.scrollHeight}/${scroll.clientHeight}`;

function pin() { scroll.scrollTop = scroll.scrollHeight; seen = shape(); }
function toBottom() { stick = true; unread = 0; pin(); showJump(); }
function keepingBottom(change) { change(); if (stick) pin(); }
function showJump() {
  $('jump').hidden = unread === 0;
  $('jump-text').textContent = T.newMessages(unread);
}
scroll.addEventListener('scroll', () => {
  if (stick && seen !== shape()) return pin(); // the page changed its shape, the shopper did not scroll
  stick = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
  seen = shape();
  if (stick && unread) { unread = 0; showJump(); }
}, { passive: true });
$('jump').addEventListener('click', () => { toBottom(); scroll.focus({ preventScroll: true }); });
if (window.ResizeObserver) {
  const watch = new ResizeObserver(() => { if (stick) pin(); });
  watch.observe(scroll);
  watch.observe($('content'));
}

// A phone's keyboard covers the page instead of shrinking it (iOS): follow the part that can be seen.
if (window.visualViewport) {
  const view = window.visualViewport, root = document.documentElement;
  const follow = () => {
    if (view.scale > 1.01) return; // zoomed by hand
    root.style.setProperty('--vh', `${view.height}px`);
    root.style.setProperty('--vtop', `${view.offsetTop}px`);
    root.classList.toggle('keyboard', window.innerHeight - view.height > 120);
  };
  view.addEventListener('resize', follow);
  view.addEventListener('scroll', follow);
  follow();
}

/* ---------- banner and toast ---------- */

let bannerTimer = 0, bannerAction = null;
function updateBanner() {
  clearTimeout(bannerTimer);
  let text = '', label = '', action = null;
  if (fatal) [text, label, action] = [fatal, T.restart, restart];
  else if (!session) text = '';
  else if (navigator.onLine === false && !ready) text = T.offline;
  else if (!ready && polling && httpWorks) text = T.fallback;
  else if (!ready && downAt) {
    const left = downAt + 1500 - Date.now(); // a blink is not worth a line
    if (left > 0) { bannerTimer = setTimeout(updateBanner, left + 20); return; }
    [text, label, action] = greeted ? [T.reconnecting, T.retryNow, retryNow] : [T.connecting, '', null];
  } else if (state === 'closed') [text, label, action] = [T.states.closed, T.newChat, restart];
  else if (state === 'queued' && inQueue) [text, label, action] = inQueue.offered ? [T.offered, '', null] : [T.place(inQueue.position, inQueue.waitSeconds), T.asTicket, asTicket];
  const off = !!text && !ready && !(polling && httpWorks);
  $('state').className = off ? 'off' : session ? state : '';
  const word = off ? T.notConnected : session ? T.states[state] || '' : '';
  if ($('state').textContent !== word) $('state').textContent = word;
  $('banner').hidden = !text;
  if ($('banner-text').textContent !== text) $('banner-text').textContent = text;
  $('banner-do').textContent = label;
  $('banner-do').hidden = !label;
  bannerAction = action;
}
async function asTicket() {
  try {
    const now = await authed('POST', () => `/conversations/${session.conversation}/queue/leave`, { body: { instead: 'TICKET' } });
    setState(now.state);
  } catch (p) {
    toast(p.message);
  }
}
function retryNow() {
  if (socket && !ready) dropSocket();
  connectNow();
}
$('banner-do').addEventListener('click', () => bannerAction && bannerAction());

let toastTimer = 0;
function toast(text) {
  $('toast').textContent = text;
  $('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $('toast').hidden = true; }, 5000);
}

/* ---------- composer ---------- */

function updateComposer() {
  const n = input.value.length;
  $('send').disabled = !session || !input.value.trim();
  $('counter').hidden = n < 900;
  $('counter').textContent = T.counter(n);
  $('counter').classList.toggle('over', n > 1000);
  input.style.height = 'auto';
  const most = 132, needed = input.scrollHeight + 2;
  input.style.height = `${Math.max(44, Math.min(most, needed))}px`;
  input.style.overflowY = needed > most ? 'auto' : 'hidden';
}
function setInput(text) { input.value = text; updateComposer(); }

$('form').addEventListener('submit', (e) => {
  e.preventDefault();
  if (say(input.value)) setInput('');
});
input.addEventListener('input', updateComposer);
input.addEventListener('keydown', (e) => {
  if (e.key !== 'Enter' || e.shiftKey || e.isComposing || e.keyCode === 229) return;
  e.preventDefault();
  if (say(input.value)) setInput('');
});
$('send').addEventListener('mousedown', (e) => e.preventDefault()); // the keyboard stays open

/* ---------- go ---------- */

for (const e of document.querySelectorAll('[data-t]')) e.textContent = T[e.dataset.t];
for (const e of document.querySelectorAll('[data-label]')) e.setAttribute('aria-label', T[e.dataset.label]);
input.placeholder = T.input;
for (const topic of T.topics) {
  const b = button('', topic, () => tap(topic));
  b.disabled = true;
  $('topics').append(b);
}
updateComposer();
start();
