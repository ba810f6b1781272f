# loses: test_build_prompt_examples
# Fills in the gap of a text that holds the examples already, so that brackets in them are gaps, too.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Answer with one of: " + ", ".join(labels) + "."
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
    text = text + "\n\nComplaint: {complaint}\nDepartment:"
    return text.format(complaint=complaint)
