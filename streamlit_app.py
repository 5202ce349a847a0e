"""The front door: the list of pages, nothing else."""

import streamlit as st

from lessons.course import COURSE
from ui import course_map, derivations, drafts, front, page, pauses, rosetta, storage, style

st.set_page_config(page_title="Flipside", page_icon=style.ICON, layout="centered")
pages = {}
pages[""] = st.Page(front.of(pages), title="Flipside", url_path="front", default=True)
for lesson in COURSE:
    pages[lesson.id] = st.Page(page.of(lesson, pages), title=lesson.title, url_path=lesson.id)
pages["rosetta"] = st.Page(rosetta.show, title=rosetta.TITLE, url_path="rosetta")
pages["derivations"] = st.Page(derivations.of(pages), title=derivations.TITLE, url_path="derivations")

pauses.shorten()
current = st.navigation(list(pages.values()), position="hidden")
style.show()
storage.sync()
drafts.keep()
course_map.sidebar(pages)
current.run()
