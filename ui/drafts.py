"""What was typed, chosen or picked and not checked yet: the browser's tab keeps it and puts it back.

It stays over other pages and a reload. Every cell of a row that was picked in has a draft of its own, so that one click
at a time puts the row back; a busy page may miss one, so they are looked at again. A change is the learner's where the
learner's last key or click was in that row. When a verdict comes, those drafts go that still are what was sent. Select
boxes have none: only their menu can set one.
"""

from __future__ import annotations

import streamlit as st

from ui.storage import SAVED

_COMPONENT = st.components.v2.component(
    "flipside_drafts",
    js="""
const TEXT = "input[type=text]:not([role]), textarea"
const CHOICE = "input[type=radio]"
const PICK = "button[aria-pressed]"
const KEY = "st-key-answer-"
const DRAFT = "flipside-draft-"
const UNANSWERED = 1500
const sent = new Map()
let soon = 0
let due = Infinity
let begun = false
let touched = ""

function nameOf(element) {
  const box = element.closest?.(`[class*="${KEY}"]`)
  return box ? [...box.classList].find(name => name.startsWith(KEY)) : ""
}

function touch({ isTrusted, target }) {
  if (isTrusted) touched = nameOf(target)
}

function keep({ target }) {
  const name = target.matches?.(`${TEXT}, ${CHOICE}`) && nameOf(target)
  if (name) window.sessionStorage.setItem(DRAFT + name, target.value)
}

function keepClicked(target) {
  const name = nameOf(target)
  if (!name || name !== touched) return
  const choice = target.querySelector(`${CHOICE}:checked`)
  if (choice) keep({ target: choice })
  if (!target.matches(PICK)) return
  for (const [place, cell] of document.querySelectorAll(`.${CSS.escape(name)} ${PICK}`).entries()) {
    window.sessionStorage.setItem(`${DRAFT}${name}/${place}`, cell.getAttribute("aria-pressed"))
  }
}

function kept() {
  return Object.entries(window.sessionStorage).filter(([key]) => key.startsWith(DRAFT)).map(([key, text]) => {
    const [name, place] = key.slice(DRAFT.length).split("/")
    return { key, text, name, place, box: document.querySelector("." + CSS.escape(name)) }
  })
}

function send({ type, key, target }) {
  if (type === "click" ? !target.closest?.("[data-testid=stFormSubmitButton]") : key !== "Enter") return
  const form = target.closest("[data-testid=stForm]")
  for (const { key, text, box } of kept()) if (form?.contains(box)) sent.set(key, text)
}

function forget({ detail }) {
  const answered = new RegExp(`^${KEY}${detail.replaceAll("/", "-")}-\\\\d+(\\\\D|$)`)
  for (const { key, text, name } of kept()) {
    if (answered.test(name) && sent.get(key) === text) window.sessionStorage.removeItem(key)
  }
}

function putBack() {
  due = Infinity
  for (const { text, place, box } of kept()) {
    const pick = place && box?.querySelectorAll(PICK)[place]
    if (pick && pick.getAttribute("aria-pressed") !== text) return press(pick)
    const choice = [...box?.querySelectorAll(CHOICE) ?? []].find(({ value }) => value === text)
    if (choice && !choice.checked) return press(choice)
    const field = box?.querySelector(TEXT)
    if (!field || field === document.activeElement || field.value === text) continue
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text)
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
}

function press(button) {
  button.click()
  putBackAfter(UNANSWERED)
}

function putBackAfter(milliseconds) {
  const then = performance.now() + milliseconds
  if (then >= due) return
  window.clearTimeout(soon)
  due = then
  soon = window.setTimeout(putBack, milliseconds)
}

export default function ({ data }) {
  if (begun) return
  begun = true
  document.addEventListener("input", keep, true)
  for (const type of ["pointerdown", "click", "keydown"]) document.addEventListener(type, touch, true)
  for (const type of ["click", "keydown"]) document.addEventListener(type, send, true)
  window.addEventListener(data, forget)
  const changed = changes => {
    for (const { type, target } of changes) if (type === "attributes") keepClicked(target)
    putBackAfter(100)
  }
  const options = { childList: true, subtree: true, attributeFilter: ["aria-pressed", "data-selected"] }
  new MutationObserver(changed).observe(document.body, options)
  changed([])
}
""",
)


def keep() -> None:
    """Let the browser look after an answer until it is checked."""
    _COMPONENT(key="flipside-drafts", data=SAVED, height=1)
