# loses: test_build_prompt_end
# Leaves an empty line between the complaint and the gap.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Answer with one of: " + ", ".join(labels) + "."
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\n\nDepartment: " + example["department"]
    return text + "\n\nComplaint: " + complaint + "\n\nDepartment:"
