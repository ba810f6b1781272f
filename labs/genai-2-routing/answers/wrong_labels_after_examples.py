# loses: test_build_prompt_labels
# Puts the instruction behind the examples.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = ""
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
    text = text + "\n\nAnswer with one of: " + ", ".join(labels)
    return text + "\n\nComplaint: " + complaint + "\nDepartment:"
