"""Pages: the sign-in form as plain HTML that needs no script."""

from __future__ import annotations

from html import escape

from ofsted_qa.faces.web.pages import page_of

SIGN_IN_ADDRESS = "/sign-in"
SIGN_OUT_ADDRESS = "/sign-out"


def sign_in_page(onward: str, problem: str = "", name: str = "") -> str:
    """The form; `onward` is the address that is shown next, `problem` why the last attempt failed."""
    warning = f'<p class="warning" role="alert" id="problem">{escape(problem)}</p>' if problem else ""
    about = ' aria-describedby="problem"' if problem else ""
    return page_of(
        "Sign in",
        f'{warning}<form method="post" action="{SIGN_IN_ADDRESS}">'
        f'<input type="hidden" name="onward" value="{escape(onward)}">'
        f'<p><label for="name">Name</label><br><input id="name" name="name" value="{escape(name)}" '
        f'autocomplete="username" required maxlength="100"{about}></p>'
        '<p><label for="password">Password</label><br><input id="password" name="password" type="password" '
        f'autocomplete="current-password" required maxlength="1000"{about}></p>'
        "<p><button>Sign in</button></p></form>",
    )


def account_page(user: str, *, administrator: bool) -> str:
    """Who is signed in, and the way out."""
    right = " You may add and remove documents." if administrator else ""
    return page_of(
        "Your account",
        f"<p>You are signed in as {escape(user)}.{right}</p>"
        f'<form method="post" action="{SIGN_OUT_ADDRESS}"><p><button>Sign out</button></p></form>',
    )
