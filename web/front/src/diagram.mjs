// Replaces the server's drawing with one that can be moved and enlarged. Marks, badges and links are read from that drawing,
// so there is one source for them, and without this script nothing is missing but the zoom.
//
//   <figure class="cip-diagram" data-cip-diagram="/address/of/the/file.bpmn"><svg class="cip-bpmn">..
//     <g data-element="Activity_1" class="done|now|late|failed|todo">  a[href]  .badge > text  <title>
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import './viewer.css'

const STATES = { done: 'done', now: 'happening now', late: 'late', failed: 'failed', todo: 'not started' }
const ROOM_TO_PAN = '(min-width: 40.0625em)'
const READABLE = 0.75

// What the server drew: [{ id, state, badge, href, title }].
function marksOf(drawing) {
  return [...drawing.querySelectorAll('[data-element]')].map((node) => ({
    id: node.dataset.element,
    state: Object.keys(STATES).find((state) => node.classList.contains(state)),
    taken: node.classList.contains('taken'),
    badge: node.querySelector('.badge text')?.textContent.trim(),
    badgeState: ['late', 'failed', 'done', 'now'].find((state) => node.querySelector('.badge')?.classList.contains(state)),
    href: (node.closest('a') ?? node.querySelector('a'))?.getAttribute('href'),
    title: node.querySelector('title')?.textContent.trim(),
  }))
}

function addBadge(overlays, { id, badge, badgeState, state }) {
  const label = document.createElement('div')
  label.className = `cip-badge ${badgeState ?? state ?? ''}`
  label.textContent = badge
  overlays.add(id, { position: { top: -13, left: 8 }, html: label })
}

// Elements of the viewer cannot be reached by keyboard; those that lead somewhere become links.
function addLink(graphics, { href }) {
  const follow = () => window.location.assign(href)
  graphics.setAttribute('role', 'link')
  graphics.setAttribute('tabindex', '0')
  graphics.classList.add('cip-linked')
  graphics.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') follow()
  })
  // A click that ends a drag is not a click on the element.
  let from
  graphics.addEventListener('mousedown', (event) => (from = [event.clientX, event.clientY]))
  graphics.addEventListener('click', (event) => {
    if (from && Math.hypot(event.clientX - from[0], event.clientY - from[1]) < 4) follow()
  })
}

function apply(viewer, marks) {
  const canvas = viewer.get('canvas')
  const overlays = viewer.get('overlays')
  const registry = viewer.get('elementRegistry')
  for (const mark of marks) {
    const element = registry.get(mark.id)
    if (!element) continue
    if (mark.state) canvas.addMarker(mark.id, mark.state)
    if (mark.taken) canvas.addMarker(mark.id, 'taken')
    if (mark.badge) addBadge(overlays, mark)
    if (element.waypoints) continue
    if (/Event$/.test(element.type)) canvas.addMarker(mark.id, 'cip-event')
    const graphics = registry.getGraphics(element)
    const name = mark.title || [element.businessObject.name, STATES[mark.state]].filter(Boolean).join(', ')
    if (name) {
      graphics.setAttribute('role', 'img')
      graphics.setAttribute('aria-label', name)
    }
    if (mark.href) addLink(graphics, mark)
  }
}

// A large process is shown at a size that can be read, around what happens now, rather than whole and tiny.
function show(viewer, marks) {
  const canvas = viewer.get('canvas')
  canvas.zoom('fit-viewport', 'auto')
  if (canvas.zoom() >= READABLE) return
  const registry = viewer.get('elementRegistry')
  const live = ['failed', 'late', 'now', 'done'].flatMap((state) => marks.filter((mark) => mark.state === state))
  const element = live.map((mark) => registry.get(mark.id)).find((found) => found && !found.waypoints)
  canvas.zoom(READABLE)
  const { width, height } = canvas.getContainer().getBoundingClientRect()
  const all = canvas.viewbox().inner
  const at = element ?? { x: all.x, y: all.y, width: 0, height: 0 }
  const within = (wanted, least, most) => Math.max(least, Math.min(wanted, most))
  const [w, h] = [width / READABLE, height / READABLE]
  canvas.viewbox({
    x: within(at.x + at.width / 2 - w / 2, all.x - 10, Math.max(all.x - 10, all.x + all.width - w + 10)),
    y: within(at.y + at.height / 2 - h / 2, all.y - 10, Math.max(all.y - 10, all.y + all.height - h + 10)),
    width: w,
    height: h,
  })
}

// Plain arrow keys move the picture, as they would move a page: nothing else here answers to them.
function moveByArrows(viewer) {
  const directions = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }
  viewer.get('keyboard').addListener(({ keyEvent }) => {
    const direction = directions[keyEvent.key]
    if (!direction || keyEvent.ctrlKey || keyEvent.metaKey || keyEvent.altKey) return
    viewer.get('keyboardMove').moveCanvas({ direction, speed: keyEvent.shiftKey ? 200 : 50 })
    return true
  })
}

// Where the server's drawing stays, it is moved within its frame to what happens now.
function bringIntoView(figure) {
  const live = ['.failed', '.late', '.now', '.startEvent.done', '.startEvent']
    .map((state) => figure.querySelector(`[data-element]${state}`))
    .find(Boolean)
  if (!live) return
  const [box, frame] = [live.getBoundingClientRect(), figure.getBoundingClientRect()]
  figure.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2
  figure.scrollTop += box.top - frame.top - (frame.height - box.height) / 2
}

function tools(canvas) {
  const bar = document.createElement('div')
  bar.className = 'cip-tools'
  const actions = {
    'Zoom in': () => canvas.zoom(canvas.zoom() * 1.25),
    'Zoom out': () => canvas.zoom(canvas.zoom() * 0.8),
    'Show all': () => canvas.zoom('fit-viewport', 'auto'),
  }
  for (const [label, act] of Object.entries(actions)) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'govuk-button govuk-button--secondary'
    button.textContent = label
    button.addEventListener('click', act)
    bar.append(button)
  }
  return bar
}

async function enhance(figure) {
  const drawing = figure.querySelector('svg')
  const answer = await fetch(figure.dataset.cipDiagram, { headers: { Accept: 'application/xml' } })
  if (!drawing || !answer.ok) return
  const box = document.createElement('div')
  box.className = 'cip-canvas'
  // The same shape as the drawing, so that nothing below it jumps.
  box.style.height = `${Math.max(300, Math.min(drawing.getBoundingClientRect().height, 720))}px`
  const font = getComputedStyle(document.body).fontFamily
  const viewer = new NavigatedViewer({
    textRenderer: { defaultStyle: { fontFamily: font, fontSize: 13, lineHeight: 1.15 }, externalStyle: { fontFamily: font, fontSize: 11.5 } },
    // The wheel scrolls the page, as everywhere else; zooming is by button and keyboard.
    zoomScroll: { enabled: false },
  })
  const rest = [...drawing.parentNode.childNodes]
  const place = drawing.parentNode
  place.replaceChildren(box)
  try {
    viewer.attachTo(box)
    await viewer.importXML(await answer.text())
    const shown = figure.dataset.cipPlane
    if (shown) viewer.get('canvas').setRootElement(viewer.get('canvas').findRoot(shown))
    const marks = marksOf(drawing)
    apply(viewer, marks)
    show(viewer, marks)
    moveByArrows(viewer)
    const picture = box.querySelector('svg')
    picture.setAttribute('role', 'group')
    picture.setAttribute('aria-label', 'Process diagram. Arrow keys move it. Its steps are listed below it.')
    figure.prepend(tools(viewer.get('canvas')))
    drawing.classList.add('cip-paper') // what is printed: whole, and as it stands
    figure.append(drawing)
    figure.removeAttribute('tabindex')
    figure.dataset.ready = 'yes'
  } catch (error) {
    viewer.destroy()
    place.replaceChildren(...rest)
    figure.dataset.ready = 'no'
    console.warn('The diagram stays as the server drew it.', error)
  }
}

const enhanceOrShow = window.matchMedia(ROOM_TO_PAN).matches ? enhance : bringIntoView
for (const figure of document.querySelectorAll('[data-cip-diagram]')) enhanceOrShow(figure)
