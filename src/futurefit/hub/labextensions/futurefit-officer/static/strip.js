// The strip above a lab that was opened from My labs: the way back, the tasks as steps, “saved” in words, and the two
// things to do: check the work, and submit it. Written by hand as JupyterLab loads it: nothing builds this file.
//
// What stands in the strip, in the officer's language, comes from the server, which reads the notebook as it was saved.
"use strict";

(() => {
  const NAME = "futurefit-officer";
  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const HOME = `${config.baseUrl}futurefit/my-labs`;
  let shared; // modules of JupyterLab itself, by name and version

  async function module(name) {
    const versions = shared[name];
    const factory = await versions[Object.keys(versions)[0]].get();
    return factory();
  }

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function style() {
    return new Promise((resolve) => {
      const link = element("link", { rel: "stylesheet", href: `${HOME}/static/strip.css` });
      link.addEventListener("load", resolve);
      document.head.append(link);
    });
  }

  /** The strip of one open lab. */
  class Strip {
    constructor(panel, actions) {
      this.panel = panel;
      this.actions = actions;
      this.node = element("div", { class: "ff-strip", role: "region" });
      this.saved = element("span", { class: "ff-saved", role: "status" });
      this.steps = element("ol", { class: "ff-steps" });
      this.busy = false;
    }

    /** What the server says of this lab; false where it is none of the officer's labs. */
    async ask() {
      const [, slug] = /([^/]+)\.ipynb$/.exec(this.panel.context.path) || [];
      const answer = slug && (await fetch(`${HOME}/${encodeURIComponent(slug)}/strip`));
      if (!answer || !answer.ok) return false;
      this.told = await answer.json();
      return this.told.path === this.panel.context.path;
    }

    build() {
      const { words, title, language, submit } = this.told;
      this.node.lang = language;
      this.node.setAttribute("aria-label", words.strip);
      this.check = element("button", { type: "button", class: "ff-check" }, words.check);
      this.check.addEventListener("click", () => this.checkAll());
      const away = (address, text, kind) => {
        const link = element("a", { href: address, class: kind }, text);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          this.leave(address);
        });
        return link;
      };
      this.node.append(
        away(HOME, words.my_labs, "ff-home"),
        element("strong", { class: "ff-title" }, title),
        this.steps,
        this.saved,
        element("span", { class: "ff-buttons" }, this.check, away(submit, words.submit, "ff-submit")),
      );
      this.showSteps();
      this.showSaved();
    }

    showSteps() {
      this.steps.setAttribute("aria-label", this.told.progress);
      this.steps.title = this.told.progress;
      this.steps.replaceChildren(
        ...this.told.steps.map(({ id, state, title, words }) => {
          const step = element("button", { type: "button", class: `ff-${state}`, title: `${title}: ${words}` });
          step.setAttribute("aria-label", `${title}: ${words}`);
          step.addEventListener("click", () => this.show(id));
          return element("li", {}, step);
        }),
      );
    }

    showSaved(state) {
      const { words } = this.told;
      this.saved.textContent =
        state === "failed" ? words.not_saved : state === "started" ? words.saving : this.unsaved ? words.unsaved : words.saved;
      this.saved.classList.toggle("ff-failed", state === "failed");
    }

    /** Bring a cell into view, by its grade_id or its own id. */
    show(id) {
      const notebook = this.panel.content;
      const place = notebook.widgets.findIndex(
        (cell) => cell.model.id === id || (cell.model.getMetadata("nbgrader") || {}).grade_id === id,
      );
      if (place < 0) return;
      notebook.activeCellIndex = place;
      notebook.scrollToItem(place, "center");
      notebook.activate();
    }

    /** JupyterLab calls a notebook saved, too, that was changed while it was being saved. */
    get unsaved() {
      return this.panel.context.model.dirty || this.changed;
    }

    async save() {
      if (this.unsaved && !this.panel.isDisposed) await this.panel.context.save();
    }

    /** Keeps account of JupyterLab's own savings, too. */
    saves(state) {
      this.failed = state === "failed";
      if (state === "started") this.changed = false;
      this.showSaved(state);
      if (!state.startsWith("completed")) return;
      void this.refresh();
      if (this.changed) setTimeout(() => this.save(), 5000); // JupyterLab's own saving would wait for another change
    }

    /** Go to another page of ours, with the work saved; where it cannot be, stay: JupyterLab says why. */
    async leave(address) {
      await this.save();
      if (!this.failed) location.assign(address);
    }

    /** Run the lab from the top, so that no check meets an old answer, and bring the first red one into view. */
    async checkAll() {
      if (this.busy) return;
      this.busy = true;
      this.check.setAttribute("aria-disabled", "true");
      this.check.textContent = this.told.words.checking;
      try {
        await this.actions.runAll(this.panel.content, this.panel.sessionContext);
        await this.save();
        await this.refresh();
        const red = this.told.steps.find((step) => step.state === "red" || step.state === "blank");
        if (red) this.show(red.red || red.id);
      } finally {
        this.busy = false;
        this.check.removeAttribute("aria-disabled");
        this.check.textContent = this.told.words.check;
      }
    }

    async refresh() {
      if (await this.ask()) this.showSteps();
    }
  }

  /** Savings one after the other, whoever asks: JupyterLab takes the second of two at once for a stranger's change. */
  function inTurn(context) {
    const save = context.save.bind(context);
    let last = Promise.resolve();
    context.save = (...options) => {
      last = last.catch(() => undefined).then(() => save(...options));
      return last;
    };
  }

  /** Where an officer stopped: the cell is kept in this browser, and shown when the lab is opened again. */
  function keepPlace(panel, strip) {
    const key = `${NAME}:${config.baseUrl}${panel.context.path}`;
    const kept = localStorage.getItem(key);
    if (kept) strip.show(kept);
    panel.content.activeCellChanged.connect((_, cell) => cell && localStorage.setItem(key, cell.model.id));
  }

  async function place(app, panel, { Widget }, { NotebookActions }) {
    await panel.context.ready;
    const strip = new Strip(panel, NotebookActions);
    if (!(await strip.ask())) return;
    inTurn(panel.context);
    strip.build();
    await style();
    document.body.classList.add("ff-officer");
    const widget = new Widget({ node: strip.node });
    widget.id = NAME;
    app.shell.add(widget, "header");
    // JupyterLab's frame asks a part for its height only when it is told to.
    const fit = () => {
      if (widget.parent) widget.parent.fit();
      app.shell.fit();
    };
    fit();
    window.addEventListener("resize", fit);
    panel.disposed.connect(() => {
      window.removeEventListener("resize", fit);
      widget.dispose();
    });
    panel.context.saveState.connect((_, state) => strip.saves(state));
    panel.context.model.contentChanged.connect(() => {
      strip.changed = true;
      strip.showSaved();
    });
    panel.context.model.stateChanged.connect((_, change) => change.name === "dirty" && strip.showSaved());
    // A check that has just run shows in the steps at once, and is on disk.
    let soon;
    NotebookActions.executed.connect((_, { notebook }) => {
      if (notebook !== panel.content || strip.busy) return;
      clearTimeout(soon);
      soon = setTimeout(() => strip.save(), 400);
    });
    await panel.revealed;
    keepPlace(panel, strip);
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const notebook = await module("@jupyterlab/notebook");
      const widgets = await module("@lumino/widgets");
      const plugin = {
        id: `${NAME}:strip`,
        description: "In a lab: where the officer is, whether it is saved, and the way back to My labs.",
        autoStart: true,
        requires: [notebook.INotebookTracker],
        activate(app, tracker) {
          if (config.mode !== "single-document") return; // the full JupyterLab is as it always is
          tracker.widgetAdded.connect((_, panel) => void place(app, panel, widgets, notebook));
        },
      };
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
