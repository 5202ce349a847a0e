"""What was typed and not checked yet: the browser's tab keeps it and puts it back, over other pages and a reload."""

from __future__ import annotations

import streamlit as st

from ui.storage import SAVED

_COMPONENT = st.components.v2.component(
    "flipside_drafts",
    js="""
const FIELD = "input[type=text]:not([role]), textarea"
const KEY = "st-key-answer-"
const DRAFT = "flipside-draft-"
let begun = false

function nameOf(field) {
  const box = field.closest(`[class*="${KEY}"]`)
  return box && [...box.classList].find(name => name.startsWith(KEY))
}

function keep({ target }) {
  const name = target.matches?.(FIELD) && nameOf(target)
  if (name) window.sessionStorage.setItem(DRAFT + name, target.value)
}

function kept() {
  return Object.entries(window.sessionStorage).filter(([key]) => key.startsWith(DRAFT))
}

function forget({ detail }) {
  const answered = new RegExp(`^${DRAFT}${KEY}${detail.replaceAll("/", "-")}-\\\\d+(\\\\D|$)`)
  for (const [key] of kept()) if (answered.test(key)) window.sessionStorage.removeItem(key)
}

function putBack() {
  for (const [key, text] of kept()) {
    const field = document.querySelector(`.${CSS.escape(key.slice(DRAFT.length))} :is(${FIELD})`)
    if (!field || field === document.activeElement || field.value === text) continue
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text)
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
}

export default function ({ data }) {
  if (begun) return
  begun = true
  document.addEventListener("input", keep, true)
  window.addEventListener(data, forget)
  let soon = 0
  const changed = () => { soon ||= window.setTimeout(() => { soon = 0; putBack() }, 100) }
  new MutationObserver(changed).observe(document.body, { childList: true, subtree: true })
  changed()
}
""",
)


def keep() -> None:
    """Let the browser look after what is typed, until it is checked."""
    _COMPONENT(key="flipside-drafts", data=SAVED, height=1)
