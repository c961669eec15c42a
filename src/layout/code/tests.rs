//! What blocks of code become, without painting them.
