# loses: test_build_prompt_labels
# Does not tell the model which departments there are.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Which council department handles this complaint?"
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
    return text + "\n\nComplaint: " + complaint + "\nDepartment:"
