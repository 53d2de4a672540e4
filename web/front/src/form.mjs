// A form on a page: drafts that save themselves, questions that come and go, files sent as they are chosen.
// Everything works without it, by the same buttons and the same POST.
import { Button, CharacterCount, Checkboxes, createAll, Radios } from 'govuk-frontend'

const AFTER_TYPING = 2000
const AFTER_TROUBLE = 20000

const WORDS = {
  401: 'You have been signed out, so this draft is no longer saved. Your answers are still on this page: sign in in another tab, then come back and save.',
  403: 'You may no longer answer this, so the draft is not saved. Copy what you still need.',
  404: 'This task is no longer here, so the draft is not saved. Copy what you still need.',
  409: 'This task has changed hands or is done, so the draft is not saved. Copy what you still need, then open the task again.',
}
const LATER = 'The draft could not be saved. We will try again. Your answers are still on this page.'

function reveal(scope) {
  for (const group of scope.querySelectorAll('[data-reveals]')) {
    const radios = [...group.querySelectorAll(':scope > .govuk-radios__item > input')]
    const update = () => {
      for (const radio of radios) {
        const under = radio.dataset.reveal && document.getElementById(radio.dataset.reveal)
        if (under) under.classList.toggle('govuk-radios__conditional--hidden', !radio.checked)
      }
    }
    group.addEventListener('change', update)
    update()
  }
}

// `meetingDate-day` and `quorum.3.present` belong to `meetingDate` and `quorum.*.present`.
const plain = (name) => name.replace(/-(day|month|year|time)$/, '').replace(/\.\d+(?=\.)/g, '.*')

class Page {
  constructor(form) {
    this.form = form
    // Not form.action: a field may be called action.
    this.action = form.getAttribute('action') || location.href
    this.draftUrl = form.getAttribute('data-draft-url')
    this.status = document.querySelector('[data-draft-status]')
    this.dirty = false
    this.changes = 0
    this.sending = Promise.resolve()
    form.addEventListener('input', () => this.changed())
    form.addEventListener('change', (event) => this.chosen(event.target))
    form.addEventListener('click', (event) => this.pressed(event))
    form.addEventListener('submit', () => this.leave())
    document.addEventListener('visibilitychange', () => document.hidden && this.save())
    window.addEventListener('beforeunload', (event) => this.dirty && event.preventDefault())
    window.addEventListener('pageshow', () => (this.left = false))
    reveal(form)
  }

  get body() {
    return this.form.querySelector('[data-form-body]')
  }

  changed() {
    this.dirty = true
    this.changes += 1
    this.later(AFTER_TYPING)
  }

  later(delay) {
    clearTimeout(this.timer)
    if (this.draftUrl && !this.gone) this.timer = setTimeout(() => this.save(), delay)
  }

  // The page itself is sent: nothing that waits may overtake or follow it.
  leave() {
    clearTimeout(this.timer)
    this.dirty = false
    this.left = true
    this.request?.abort()
  }

  chosen(field) {
    if (field.type === 'file') {
      if (field.files.length) this.refresh('_update', '1', field)
    } else if ((this.body?.dataset.refresh ?? '').split(' ').includes(plain(field.name ?? ''))) {
      this.refresh('_update', '1')
    }
  }

  pressed(event) {
    const button = event.target.closest('button[name]')
    if (!button || !/^_(add|remove)\./.test(button.name)) return
    event.preventDefault()
    this.refresh(button.name, button.value, null, button)
  }

  // The answers, with a button; of the files only those of `upload`, since drafts hold none.
  data(name, value, upload) {
    const data = new FormData(this.form)
    for (const input of this.form.querySelectorAll('input[type=file]')) {
      if (input === upload) continue
      const kept = data.getAll(input.name).filter((each) => typeof each === 'string')
      data.delete(input.name)
      for (const each of kept) data.append(input.name, each)
    }
    data.set(name, value)
    return data
  }

  say(text, trouble = false) {
    if (!this.status) return
    this.status.textContent = text
    this.status.toggleAttribute('data-trouble', trouble)
  }

  // One request after the other: a draft never overtakes a change of the page.
  queue(work) {
    const unlessLeft = () => {
      this.request = new AbortController()
      return this.left ? undefined : work(this.request.signal)
    }
    this.sending = this.sending.then(unlessLeft, unlessLeft)
    return this.sending
  }

  save() {
    clearTimeout(this.timer)
    if (!this.dirty || this.gone || !this.draftUrl) return
    return this.queue(async (signal) => {
      const at = this.changes
      let response
      try {
        response = await fetch(this.draftUrl, {
          method: 'POST',
          body: this.data('_save', '1'),
          headers: { Accept: 'application/json' },
          redirect: 'manual',
          keepalive: document.hidden,
          signal,
        })
      } catch {
        if (signal.aborted) return
        this.say(LATER, true)
        return this.later(AFTER_TROUBLE)
      }
      if (!response.ok) {
        const status = response.type === 'opaqueredirect' ? 401 : response.status
        this.gone = status in WORDS && status !== 401
        this.say(WORDS[status] ?? LATER, true)
        return this.later(AFTER_TROUBLE)
      }
      const { saved_at } = await response.json().catch(() => ({}))
      const when = saved_at ? new Date(saved_at) : new Date()
      const time = when.toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true, timeZone: 'Europe/London' })
      this.say(`Draft saved at ${time.replace(/\s/g, '')}. Only you can see it until you submit.`)
      if (at === this.changes) this.dirty = false
    })
  }

  // Post the page as its own button would, and put the form of the answer in place of this one.
  refresh(name, value, upload, button) {
    const data = this.data(name, value, upload)
    return this.queue(async (signal) => {
      let page
      try {
        const response = await fetch(this.action, { method: 'POST', body: data, headers: { Accept: 'text/html' }, signal })
        if (response.redirected) throw new Error('401')
        page = new DOMParser().parseFromString(await response.text(), 'text/html')
        if (!page.querySelector('[data-form-body]')) throw new Error(String(response.status))
      } catch (error) {
        if (signal.aborted) return
        return this.say(WORDS[error.message] ?? 'This page could not be brought up to date. Try again, or use Save.', true)
      }
      this.swap(page.querySelector('[data-form-body]'), upload, button)
      this.changed()
    })
  }

  swap(fresh, upload, button) {
    const old = this.body
    const rows = button?.name.startsWith('_remove.')
    const focus = document.activeElement
    // What was typed since the request stays; after a row was removed the same id is another row's.
    for (const field of rows ? [] : old.querySelectorAll('input[id], textarea[id], select[id]')) {
      const twin = fresh.querySelector(`#${CSS.escape(field.id)}`)
      if (!twin || field === upload) continue
      if (field.type === 'file') twin.replaceWith(field)
      else if (field.type === 'checkbox' || field.type === 'radio') twin.checked = field.checked
      else twin.value = field.value
    }
    const before = new Set([...old.querySelectorAll('[id]')].map((each) => each.id))
    old.replaceWith(document.adoptNode(fresh))
    for (const component of [Button, CharacterCount, Checkboxes, Radios]) createAll(component, undefined, fresh)
    reveal(fresh)
    this.look(fresh, before, focus, button)
  }

  // Focus goes to the first field of a new row, or to what took the place of what was removed, else stays.
  look(fresh, before, focus, button) {
    const within = (id) => (id ? fresh.querySelector(`#${CSS.escape(id)}`) : null)
    if (button?.name.startsWith('_add.')) {
      const list = within(button.id)?.closest('fieldset') ?? fresh
      const added = [...list.querySelectorAll('.cip-row')].find((row) => !before.has(row.id))
      return added?.querySelector('input:not([type=hidden]), select, textarea')?.focus()
    }
    if (button) {
      const list = button.name.replace(/^_remove\./, '').split('.').slice(0, -1)
      const next = within(`g-${list.join('-')}-add`) ?? within(`f-${list.join('-')}`)
      return next?.focus()
    }
    const again = within(focus?.id)
    if (!again) return
    const { selectionStart, selectionEnd } = focus
    again.focus({ preventScroll: true })
    if (typeof selectionStart === 'number') again.setSelectionRange?.(selectionStart, selectionEnd)
  }
}

for (const form of document.querySelectorAll('form[data-form]')) new Page(form)
