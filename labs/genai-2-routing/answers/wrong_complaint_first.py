# loses: test_build_prompt_labels, test_build_prompt_examples, test_build_prompt_end
# Begins with the complaint.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Complaint: " + complaint + "\nAnswer with one of: " + ", ".join(labels)
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
    return text + "\nDepartment:"
